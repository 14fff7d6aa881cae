using System.Collections.Immutable;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace MLOpsBuild.Registry;

/// <summary>The content of <c>index.json</c>. What other tools wrote there stays as it is.</summary>
internal sealed class LayoutIndex
{
    private static readonly JsonSerializerOptions Indented =
        new() { WriteIndented = true, NewLine = "\n", Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private readonly JsonObject _root;
    private readonly string _where;

    private LayoutIndex(JsonObject root, string where)
    {
        (_root, _where) = (root, where);
        Entries = [.. ((JsonArray)root["manifests"]!).Select((entry, at) => new IndexEntry((JsonObject)entry!, where, at))];
    }

    public ImmutableArray<IndexEntry> Entries { get; }

    public static LayoutIndex Empty(string where) => new(new JsonObject
    {
        ["schemaVersion"] = 2,
        ["mediaType"] = MediaTypes.ImageIndex,
        ["manifests"] = new JsonArray(),
    }, where);

    public static LayoutIndex Parse(byte[] bytes, string where)
    {
        try
        {
            var root = JsonNode.Parse(bytes, documentOptions: new() { AllowDuplicateProperties = false }) as JsonObject;
            if (root?["manifests"] is not JsonArray entries || entries.Any(entry => entry is not JsonObject))
                throw RegistryErrors.BrokenLayout(where, "it has no list of manifests.");
            return new LayoutIndex(root, where);
        }
        catch (JsonException invalid)
        {
            throw RegistryErrors.BrokenLayout(where, invalid.Message, invalid);
        }
    }

    public byte[] ToBytes() => [.. JsonSerializer.SerializeToUtf8Bytes(_root, Indented), (byte)'\n'];

    /// <summary>The entry of a reference, or null; refuses a reference that stands there twice.</summary>
    public IndexEntry? Find(string reference)
    {
        var found = Entries.Where(entry => entry.Reference == reference).Take(2).ToList();
        return found.Count < 2
            ? found.SingleOrDefault()
            : throw RegistryErrors.AmbiguousReference(_where, reference, Entries.Count(entry => entry.Reference == reference));
    }

    /// <summary>The tags of a repository.</summary>
    public IEnumerable<(string Tag, IndexEntry Entry)> Tags(string name) => Entries
        .Where(entry => entry.Reference?.StartsWith(name + ":", StringComparison.Ordinal) == true)
        .Select(entry => (entry.Reference![(name.Length + 1)..], entry));

    /// <summary>The index with a reference that names the target; an entry that only kept the target alive gives way to it.</summary>
    public LayoutIndex With(string? reference, Descriptor target)
    {
        var digest = target.Digest.ToString();
        if (reference is null && Entries.Any(entry => entry.DigestText == digest))
            return this;
        return Without(entry => entry.DigestText == digest && entry.Reference is null || reference is not null && entry.Reference == reference)
            .Append(IndexEntry.ToJson(target, reference));
    }

    /// <summary>An annotation of the index itself, or null.</summary>
    public string? Note(string key) =>
        _root["annotations"] is JsonObject notes && notes[key] is JsonValue value && value.TryGetValue<string>(out var text) ? text : null;

    public LayoutIndex WithNote(string key, string value)
    {
        var root = (JsonObject)_root.DeepClone();
        if (root["annotations"] is not JsonObject notes)
            root["annotations"] = notes = [];
        notes[key] = value;
        return new LayoutIndex(root, _where);
    }

    public LayoutIndex Without(Func<IndexEntry, bool> drop) =>
        WithEntries(Entries.Where(entry => !drop(entry)).Select(entry => entry.Json.DeepClone()));

    private LayoutIndex Append(JsonObject entry) => WithEntries([.. Entries.Select(kept => kept.Json.DeepClone()), entry]);

    private LayoutIndex WithEntries(IEnumerable<JsonNode> entries)
    {
        var root = (JsonObject)_root.DeepClone();
        root["manifests"] = new JsonArray([.. entries]);
        return new LayoutIndex(root, _where);
    }
}

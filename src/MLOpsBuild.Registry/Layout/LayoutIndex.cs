using System.Collections.Immutable;
using System.Text.Json;

namespace MLOpsBuild.Registry;

/// <summary>The content of <c>index.json</c>: what is ours is changed, what other tools wrote there stays as it is.</summary>
internal sealed record LayoutIndex(JsonPlace Root, ImmutableArray<IndexEntry> Entries, ImmutableSortedDictionary<string, string> Notes)
{
    private const string EntriesMember = "manifests";
    private const string NotesMember = "annotations";

    public static LayoutIndex Empty(string where) => Parse(JsonText.Object(writer =>
    {
        writer.WriteNumber("schemaVersion", 2);
        writer.WriteString("mediaType", MediaTypes.ImageIndex);
        writer.WriteList<string>(EntriesMember, [], (_, _) => { });
    }), where);

    public static LayoutIndex Parse(byte[] bytes, string where)
    {
        try
        {
            var root = JsonPlace.Parse(bytes, where);
            return new LayoutIndex(
                root,
                [.. root.Required(EntriesMember).Items().Select(entry => new IndexEntry(entry.Expect(JsonValueKind.Object, "an object")))],
                root.Member(NotesMember)?.AsMap() ?? Descriptor.NoAnnotations);
        }
        catch (RegistryException invalid)
        {
            throw RegistryErrors.BrokenLayout(where, invalid.Reason, invalid);
        }
    }

    public byte[] ToBytes() => JsonText.Object(indented: true, members: writer =>
    {
        foreach (var member in Root.Element.EnumerateObject().Where(member => member.Name is not (EntriesMember or NotesMember)))
            member.WriteTo(writer);
        writer.WriteList(EntriesMember, Entries, (list, entry) => entry.Json.Element.WriteTo(list));
        writer.WriteMap(NotesMember, Notes);
    });

    /// <summary>The entry of a reference, or null; refuses a reference that stands there twice.</summary>
    public IndexEntry? Find(string reference)
    {
        var found = Entries.Where(entry => entry.Reference == reference).ToList();
        return found.Count < 2
            ? found.SingleOrDefault()
            : throw RegistryErrors.AmbiguousReference(Root.Where, reference, found.Count);
    }

    /// <summary>The tags of a repository.</summary>
    public IEnumerable<TaggedEntry> Tags(string name)
    {
        foreach (var entry in Entries)
        {
            if (entry.Reference is { } reference && reference.StartsWith(name + ":", StringComparison.Ordinal))
                yield return new(reference[(name.Length + 1)..], entry);
        }
    }

    /// <summary>The index with a reference that names the target; an entry that only kept the target alive gives way to it.</summary>
    public LayoutIndex With(string? reference, Descriptor target)
    {
        var digest = target.Digest.ToString();
        if (reference is null && Entries.Any(entry => entry.DigestText == digest))
            return this;
        var kept = Without(entry => entry.Reference is null ? entry.DigestText == digest : entry.Reference == reference);
        return kept with { Entries = kept.Entries.Add(IndexEntry.Of(target, reference)) };
    }

    public LayoutIndex Without(Func<IndexEntry, bool> drop) => this with { Entries = [.. Entries.Where(entry => !drop(entry))] };
}

using System.Collections.Immutable;
using System.Text.Json;

namespace MLOpsBuild.Registry;

/// <summary>One place in a JSON document that came from outside; a wrong shape is refused with its path.</summary>
internal sealed record JsonPlace(JsonElement Element, string Where, string Path)
{
    private static readonly JsonDocumentOptions Strict = new() { AllowDuplicateProperties = false, MaxDepth = 32 };

    public static JsonPlace Parse(ReadOnlyMemory<byte> bytes, string where)
    {
        try
        {
            using var document = JsonDocument.Parse(bytes, Strict);
            return new JsonPlace(document.RootElement.Clone(), where, "$").Expect(JsonValueKind.Object, "an object");
        }
        catch (JsonException invalid)
        {
            throw RegistryErrors.InvalidDocument(where, invalid.Message, invalid);
        }
    }

    /// <summary>A member, or null where there is none or this is no object.</summary>
    public JsonPlace? Member(string name) =>
        Element.ValueKind == JsonValueKind.Object && Element.TryGetProperty(name, out var member) ? new JsonPlace(member, Where, $"{Path}.{name}") : null;

    public JsonPlace Required(string name) => Member(name) ?? throw Refuse($"has no '{name}'.");

    public JsonPlace RequiredObject(string name) => Required(name).Expect(JsonValueKind.Object, "an object");

    public string AsText() => Expect(JsonValueKind.String, "a text").Element.GetString()!;

    public long AsCount() =>
        Expect(JsonValueKind.Number, "a number").Element.TryGetInt64(out var value) && value >= 0
            ? value
            : throw Refuse($"is {Element.GetRawText()} where a whole number from 0 is expected.");

    public Digest AsDigest() => Digest.TryParse(AsText(), out var digest)
        ? digest
        : throw Refuse($"is '{AsText()}' where sha256: and 64 lower-case hexadecimal digits are expected.");

    public IEnumerable<JsonPlace> Items()
    {
        var at = 0;
        foreach (var item in Expect(JsonValueKind.Array, "a list").Element.EnumerateArray())
            yield return new JsonPlace(item, Where, $"{Path}[{at++}]");
    }

    public ImmutableSortedDictionary<string, string> AsMap()
    {
        var map = Descriptor.NoAnnotations;
        foreach (var member in Expect(JsonValueKind.Object, "an object").Element.EnumerateObject())
            map = map.SetItem(member.Name, new JsonPlace(member.Value, Where, $"{Path}.{member.Name}").AsText());
        return map;
    }

    public JsonPlace Expect(JsonValueKind kind, string name) =>
        Element.ValueKind == kind ? this : throw Refuse($"is {Element.ValueKind.ToString().ToLowerInvariant()} where {name} is expected.");

    public RegistryException Refuse(string reason) => RegistryErrors.InvalidDocument(Where, $"{Path} {reason}");
}

using System.Collections.Immutable;
using System.Text.Json;

namespace MLOpsBuild.Registry;

/// <summary>One place in a JSON document that came from outside; a wrong shape is refused with its path.</summary>
internal readonly record struct JsonPlace(JsonElement Element, string Where, string Path)
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

    public JsonPlace? Optional(string name) =>
        Element.TryGetProperty(name, out var member) ? new JsonPlace(member, Where, $"{Path}.{name}") : null;

    public JsonPlace Required(string name) => Optional(name) ?? throw Refuse($"has no '{name}'.");

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
        Expect(JsonValueKind.Array, "a list");
        var (where, path) = (Where, Path);
        return Element.EnumerateArray().Select((item, at) => new JsonPlace(item, where, $"{path}[{at}]"));
    }

    public ImmutableSortedDictionary<string, string> AsMap()
    {
        Expect(JsonValueKind.Object, "an object");
        var (where, path) = (Where, Path);
        return Element.EnumerateObject().ToImmutableSortedDictionary(
            member => member.Name,
            member => new JsonPlace(member.Value, where, $"{path}.{member.Name}").AsText(),
            StringComparer.Ordinal);
    }

    public JsonPlace Expect(JsonValueKind kind, string name) =>
        Element.ValueKind == kind ? this : throw Refuse($"is {Element.ValueKind.ToString().ToLowerInvariant()} where {name} is expected.");

    public RegistryException Refuse(string reason) => RegistryErrors.InvalidDocument(Where, $"{Path} {reason}");
}

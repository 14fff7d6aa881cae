using System.Collections.Immutable;
using System.Text.Json;

namespace MLOpsBuild.Registry;

/// <summary>An in-toto statement, version 1, about one package.</summary>
internal static class InTotoStatement
{
    public const string Type = "https://in-toto.io/Statement/v1";

    public static byte[] Bytes(string name, Digest package, string predicateType, Action<Utf8JsonWriter> predicate) => JsonText.Object(writer =>
    {
        writer.WriteString("_type", Type);
        writer.WriteList("subject", [package], (list, subject) =>
        {
            list.WriteStartObject();
            list.WriteString("name", name);
            list.WriteMap("digest", [KeyValuePair.Create(subject.Algorithm, subject.Hex)]);
            list.WriteEndObject();
        });
        writer.WriteString("predicateType", predicateType);
        writer.WriteStartObject("predicate");
        predicate(writer);
        writer.WriteEndObject();
    });

    /// <summary>The predicate of a statement about a package; refuses one about another, or of another type.</summary>
    public static JsonPlace Predicate(ReadOnlyMemory<byte> bytes, Digest package, string predicateType, string where)
    {
        var root = JsonPlace.Parse(bytes, where);
        RequireText(root, "_type", Type);
        RequireText(root, "predicateType", predicateType);
        var subjects = root.Required("subject").Items().Select(subject => subject.RequiredObject("digest").Member(package.Algorithm)?.AsText()).ToImmutableArray();
        return subjects.Contains(package.Hex) ? root.RequiredObject("predicate") : throw root.Refuse("is about another package.");
    }

    public static void RequireText(JsonPlace place, string name, string expected)
    {
        if (place.Required(name).AsText() is var found && found != expected)
            throw place.Refuse($"has the {name} '{found}' where {expected} is expected.");
    }
}

using System.Text.Json;

namespace MLOpsBuild.Registry;

/// <summary>The errors in a registry's answer, as the OCI distribution specification 1.1 has them.</summary>
internal static class ServerErrors
{
    private const int Longest = 300;

    /// <summary>Codes and messages as one text; nothing where the body is something else.</summary>
    public static string Read(byte[] body)
    {
        try
        {
            using var document = JsonDocument.Parse(body);
            var root = new JsonPlace(document.RootElement, "", "$");
            var errors = root.Member("errors") is { Element.ValueKind: JsonValueKind.Array } list ? list.Items().Select(Text) : [];
            return PackagePaths.Printable(string.Join("; ", errors.Where(text => text.Length > 0)));
        }
        catch (JsonException)
        {
            return "";
        }
    }

    private static string Text(JsonPlace error)
    {
        var text = string.Join(": ", new[] { Member(error, "code"), Member(error, "message") }.Where(part => part.Length > 0));
        return text.Length <= Longest ? text : text[..Longest];
    }

    private static string Member(JsonPlace error, string name) =>
        error.Member(name) is { Element.ValueKind: JsonValueKind.String } text ? text.AsText() : "";
}

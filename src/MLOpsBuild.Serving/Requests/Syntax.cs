using System.Globalization;
using System.Text.Json;

namespace MLOpsBuild.Serving;

/// <summary>Says where a body stops being JSON.</summary>
internal static class Syntax
{
    private const int Deepest = 32;

    public static readonly JsonReaderOptions Options = new() { MaxDepth = Deepest };

    public static RequestException Failure(JsonException failure, string? field)
    {
        var where = string.Create(CultureInfo.InvariantCulture, $"line {failure.LineNumber + 1}, byte {failure.BytePositionInLine + 1}");
        // The reader's message goes on with the place, which is already told.
        var why = failure.Message.Split(" LineNumber:")[0].Replace(" Change the reader options.", "", StringComparison.Ordinal).TrimEnd('.');
        var place = field is null ? where : $"{where}, in '{field}'";
        if (why.StartsWith("The maximum configured depth", StringComparison.Ordinal))
            return RequestException.BadRequest(string.Create(CultureInfo.InvariantCulture, $"the body is nested deeper than {Deepest} levels at {place}"));
        var hint = why.StartsWith("'N' ", StringComparison.Ordinal) || why.StartsWith("'I' ", StringComparison.Ordinal) || why.Contains("for a valid number", StringComparison.Ordinal)
            ? " NaN and Infinity are no JSON: send null where a value is missing." : "";
        return RequestException.BadRequest($"the body is not JSON at {place}: {why}.{hint}");
    }
}

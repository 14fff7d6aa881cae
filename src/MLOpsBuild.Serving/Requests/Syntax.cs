using System.Globalization;
using System.Text.Json;

namespace MLOpsBuild.Serving;

/// <summary>Says where a body stops being JSON.</summary>
internal static class Syntax
{
    public static readonly JsonReaderOptions Options = new() { MaxDepth = 32 };

    public static RequestException Failure(JsonException failure, string? field)
    {
        var where = string.Create(CultureInfo.InvariantCulture, $"line {failure.LineNumber + 1}, byte {failure.BytePositionInLine + 1}");
        // The reader's message goes on with the place, which is already told.
        var why = failure.Message.Split(" LineNumber:")[0].TrimEnd('.');
        var hint = why.StartsWith("'N' ", StringComparison.Ordinal) || why.StartsWith("'I' ", StringComparison.Ordinal) || why.Contains("for a valid number", StringComparison.Ordinal)
            ? " NaN and Infinity are no JSON: send null where a value is missing." : "";
        return new(StatusCodes.Status400BadRequest, $"the body is not JSON at {where}{(field is null ? "" : $", in '{field}'")}: {why}.{hint}");
    }
}

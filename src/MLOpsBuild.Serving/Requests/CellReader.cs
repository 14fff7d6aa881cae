using System.Text.Json;
using MLOpsBuild.Pipelines;

namespace MLOpsBuild.Serving;

/// <summary>Reads one cell as its field wants it.</summary>
internal static class CellReader
{
    private const string NotUnicode = "holds text that is no valid Unicode";

    /// <summary>Reads the value that the reader stands on; null, or what is wrong with it, a clause.</summary>
    public static string? Read(ref Utf8JsonReader reader, Field field, out float number, out string? word)
    {
        number = float.NaN;
        word = null;
        return reader.TokenType switch
        {
            JsonTokenType.Null => field.Optional || field.Feature < 0 ? null : $"must be {Wanted(field.Kind)}, not null",
            _ when field.Feature < 0 => null,
            JsonTokenType.Number when field.Kind != ColumnKind.Category => Number(ref reader, field, ref number),
            JsonTokenType.True or JsonTokenType.False when field.Kind == ColumnKind.Flag => Flag(reader.TokenType == JsonTokenType.True, ref number),
            JsonTokenType.String when field.Kind == ColumnKind.Category => Word(ref reader, field, ref word),
            JsonTokenType.String when field.Kind == ColumnKind.Flag && FlagWord(ref reader) is { } flag => Flag(flag, ref number),
            JsonTokenType.String when field.Kind == ColumnKind.Number && IsNotFinite(ref reader) => "must be a finite number: " + Missing(field),
            _ => $"must be {Wanted(field.Kind)}{(field.Optional ? " or null" : "")}, not {Found(reader.TokenType)}",
        };
    }

    /// <summary>How to say that a value is missing, a clause.</summary>
    public static string Missing(Field field) => field.Optional ? "send null, or leave it out, where it is missing" : "this field may not be missing";

    private static string? Number(ref Utf8JsonReader reader, Field field, ref float number)
    {
        if (!reader.TryGetSingle(out number) || !float.IsFinite(number))
            return "is too large for a 32-bit float";
        return field.Kind == ColumnKind.Flag && number is not (0 or 1) ? "must be true or false (or 1 or 0)" : null;
    }

    private static string? Flag(bool value, ref float number)
    {
        number = value ? 1 : 0;
        return null;
    }

    private static string? Word(ref Utf8JsonReader reader, Field field, ref string? word)
    {
        word = field.Known(ref reader);
        if (word is not null)
            return null;
        word = JsonWords.Read(ref reader);
        if (word is null)
            return NotUnicode;
        if (word.Length > 0)
            return null;
        // An empty cell is a missing one, as in the data.
        word = null;
        return field.Optional ? null : "must not be empty";
    }

    private static bool? FlagWord(ref Utf8JsonReader reader) => JsonWords.Read(ref reader)?.ToUpperInvariant() switch
    {
        "TRUE" or "YES" or "1" => true,
        "FALSE" or "NO" or "0" => false,
        _ => null,
    };

    private static bool IsNotFinite(ref Utf8JsonReader reader) =>
        JsonWords.Read(ref reader)?.TrimStart('+', '-').ToUpperInvariant() is "NAN" or "INFINITY" or "INF";

    private static string Wanted(ColumnKind kind) => kind switch
    {
        ColumnKind.Number => "a number",
        ColumnKind.Category => "a string",
        _ => "true or false",
    };

    private static string Found(JsonTokenType token) => token switch
    {
        JsonTokenType.String => "a string",
        JsonTokenType.Number => "a number",
        JsonTokenType.True or JsonTokenType.False => "true or false",
        JsonTokenType.StartArray => "an array",
        _ => "an object",
    };
}

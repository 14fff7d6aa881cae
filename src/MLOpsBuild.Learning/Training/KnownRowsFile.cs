using System.Collections.Immutable;
using System.Text.Json;
using MLOpsBuild.Pipelines;

namespace MLOpsBuild.Learning;

/// <summary>Reads and writes <c>known-rows.json</c>: each row as a request names its fields, with the probability that must come back.</summary>
public static class KnownRowsFile
{
    private const int Format = 1;

    /// <summary>Writes the file; the same rows give the same bytes.</summary>
    public static void Write(string file, IEnumerable<KnownRow> rows) => JsonFile.Write(file, json =>
    {
        json.WriteNumber("format", Format);
        json.WriteStartArray("rows");
        foreach (var row in rows)
        {
            json.WriteStartObject();
            json.WriteString("name", row.Name);
            json.WriteStartObject("cells");
            foreach (var cell in row.Cells)
                Write(json, cell);
            json.WriteEndObject();
            json.WriteNumber("probability", row.Probability);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    });

    /// <summary>Reads the file of a folder that Train or a package left.</summary>
    /// <exception cref="StageException">The file is missing, damaged or of another format.</exception>
    public static ImmutableArray<KnownRow> Read(string file, ModelSchema schema)
    {
        try
        {
            using var document = JsonDocument.Parse(File.ReadAllBytes(file));
            var format = document.RootElement.GetProperty("format").GetInt32();
            return format == Format
                ? [.. document.RootElement.GetProperty("rows").EnumerateArray().Select(row => Read(row, schema))]
                : throw new FormatException(FormattableString.Invariant($"format {format}, and this program reads {Format}"));
        }
        catch (Exception exception) when (exception is JsonException or KeyNotFoundException or InvalidOperationException or FormatException or FileNotFoundException or DirectoryNotFoundException)
        {
            throw new StageException(
                "The model cannot be used:",
                [new Finding(FindingCodes.ModelFormat, "the known rows cannot be read", Path.GetFileName(file), exception.Message, "Train and package the model again with this version.")],
                exception);
        }
    }

    private static void Write(Utf8JsonWriter json, KnownCell cell)
    {
        switch (cell.Kind)
        {
            case ColumnKind.Category when cell.Category is not null: json.WriteString(cell.Column, cell.Category); break;
            case ColumnKind.Flag when float.IsFinite(cell.Number): json.WriteBoolean(cell.Column, cell.Number != 0); break;
            case ColumnKind.Number when float.IsFinite(cell.Number): json.WriteNumber(cell.Column, cell.Number); break;
            default: json.WriteNull(cell.Column); break;
        }
    }

    private static KnownRow Read(JsonElement row, ModelSchema schema) => new(
        row.GetProperty("name").GetString()!,
        [.. schema.Features.Select(column => Read(row.GetProperty("cells").GetProperty(column.Name), column))],
        row.GetProperty("probability").GetSingle());

    private static KnownCell Read(JsonElement cell, ModelColumn column) => new(
        column.Name,
        column.Kind,
        cell.ValueKind switch
        {
            JsonValueKind.Number => cell.GetSingle(),
            JsonValueKind.True => 1,
            JsonValueKind.False => 0,
            _ => float.NaN,
        },
        cell.ValueKind == JsonValueKind.String ? cell.GetString() : null);
}

using System.Text.Json;
using System.Text.Json.Serialization;
using MLOpsBuild.Pipelines;

namespace MLOpsBuild.Learning;

/// <summary>Reads and writes <see cref="ModelSchema"/>.</summary>
public static class ModelSchemaFile
{
    /// <summary>Writes the file; the same schema gives the same bytes.</summary>
    public static void Write(string file, ModelSchema schema) => JsonFile.Write(file, json =>
    {
        json.WriteNumber("format", ModelSchema.Format);
        json.WriteStartObject("schema");
        json.WriteString("pipeline", schema.Pipeline);
        json.WriteString("task", schema.Task.ToString());
        json.WriteStartArray("columns");
        foreach (var column in schema.Columns)
            Write(json, column);
        json.WriteEndArray();
        json.WriteString("label", schema.Label);
        json.WriteString("positive", schema.Positive);
        json.WriteString("negative", schema.Negative);
        json.WriteNumber("threshold", schema.Threshold);
        json.WriteEndObject();
    });

    /// <summary>Reads the file.</summary>
    /// <exception cref="StageException">The file is missing, no schema, or of another format.</exception>
    public static ModelSchema Read(string file)
    {
        try
        {
            var bytes = File.ReadAllBytes(file);
            var format = JsonSerializer.Deserialize(bytes, ModelSchemaJson.Default.FormatOnly)?.Format;
            if (format != ModelSchema.Format)
                throw Failure(file, $"the schema is of another format than {ModelSchema.Format}, which this program reads", format?.ToString(System.Globalization.CultureInfo.InvariantCulture) ?? "none");
            return JsonSerializer.Deserialize(bytes, ModelSchemaJson.Default.Document)!.Schema;
        }
        catch (Exception exception) when (exception is JsonException or FileNotFoundException or DirectoryNotFoundException)
        {
            throw Failure(file, "the schema cannot be read", exception.Message, exception);
        }
    }

    private static void Write(Utf8JsonWriter json, ModelColumn column)
    {
        json.WriteStartObject();
        json.WriteString("name", column.Name);
        json.WriteString("kind", column.Kind.ToString());
        json.WriteString("role", column.Role.ToString());
        json.WriteBoolean("optional", column.Optional);
        json.WriteStartArray("categories");
        foreach (var word in column.Categories)
            json.WriteStringValue(word);
        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static StageException Failure(string file, string what, string value, Exception? inner = null) => new(
        "The model cannot be used:",
        [new Finding(FindingCodes.ModelFormat, what, Path.GetFileName(file), value, "Train and package the model again with this version, or use the version that made it.")],
        inner);
}

internal sealed record Document(int Format, ModelSchema Schema);

internal sealed record FormatOnly(int Format);

[JsonSourceGenerationOptions(WriteIndented = true, NewLine = "\n", UseStringEnumConverter = true, PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, IgnoreReadOnlyProperties = true, RespectNullableAnnotations = true, RespectRequiredConstructorParameters = true)]
[JsonSerializable(typeof(Document))]
[JsonSerializable(typeof(FormatOnly))]
internal sealed partial class ModelSchemaJson : JsonSerializerContext;

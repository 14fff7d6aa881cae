using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;
using MLOpsBuild.Pipelines;

namespace MLOpsBuild.Learning;

/// <summary>An evaluation as <c>evaluation.json</c>: indented, <c>\n</c>, what is no number as null, each curve on one line.</summary>
public static class EvaluationFile
{
    /// <summary>The file's text.</summary>
    public static string Text(Evaluation evaluation) => JsonSerializer.Serialize(evaluation, EvaluationJson.Default.Evaluation) + "\n";

    /// <summary>An evaluation from the file's text.</summary>
    /// <exception cref="StageException">The text is damaged or of another format.</exception>
    public static Evaluation Parse(string text)
    {
        try
        {
            var evaluation = JsonSerializer.Deserialize(text, EvaluationJson.Default.Evaluation);
            return evaluation is { Format: Evaluation.CurrentFormat } ? evaluation : throw Bad("is of another format", evaluation?.Format.ToString(CultureInfo.InvariantCulture));
        }
        catch (JsonException problem)
        {
            throw Bad("cannot be read", problem.Message);
        }
    }

    private static StageException Bad(string what, string? value) => new(
        "The evaluation cannot be used:",
        [new Finding(FindingCodes.BadEvaluation, $"the file {what}", StageFiles.Evaluation, value, "Run Validate again.")]);
}

[JsonSourceGenerationOptions(
    WriteIndented = true,
    NewLine = "\n",
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    UseStringEnumConverter = true,
    Converters = [typeof(NumberOrNull), typeof(CurveOnOneLine)])]
[JsonSerializable(typeof(Evaluation))]
internal sealed partial class EvaluationJson : JsonSerializerContext;

/// <summary>Doubles, with null for what is no number.</summary>
internal sealed class NumberOrNull : JsonConverter<double>
{
    public override bool HandleNull => true;

    public override double Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        reader.TokenType == JsonTokenType.Null ? double.NaN : reader.GetDouble();

    public override void Write(Utf8JsonWriter writer, double value, JsonSerializerOptions options)
    {
        if (double.IsFinite(value))
            writer.WriteNumberValue(value);
        else
            writer.WriteNullValue();
    }
}

/// <summary>A curve as <c>[[x,y],...]</c> on one line.</summary>
internal sealed class CurveOnOneLine : JsonConverter<ImmutableArray<CurvePoint>>
{
    public override ImmutableArray<CurvePoint> Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        using var document = JsonDocument.ParseValue(ref reader);
        return [.. document.RootElement.EnumerateArray().Select(point => new CurvePoint(point[0].GetDouble(), point[1].GetDouble()))];
    }

    public override void Write(Utf8JsonWriter writer, ImmutableArray<CurvePoint> value, JsonSerializerOptions options) =>
        writer.WriteRawValue($"[{string.Join(',', value.Select(point => string.Create(CultureInfo.InvariantCulture, $"[{point.X:R},{point.Y:R}]")))}]");
}

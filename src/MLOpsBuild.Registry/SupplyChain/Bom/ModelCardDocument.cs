using System.Globalization;
using System.Text.Json;

namespace MLOpsBuild.Registry;

/// <summary>The JSON of a model card, by the schema of CycloneDX 1.6.</summary>
internal static class ModelCardDocument
{
    public static void Write(Utf8JsonWriter writer, ModelCard card, string dataReference)
    {
        writer.WriteStartObject("modelCard");
        writer.WriteStartObject("modelParameters");
        writer.WriteStartObject("approach");
        writer.WriteString("type", "supervised");
        writer.WriteEndObject();
        writer.WriteString("task", card.Task);
        writer.WriteString("modelArchitecture", card.Architecture);
        writer.WriteList("datasets", [dataReference], (list, reference) =>
        {
            list.WriteStartObject();
            list.WriteString("ref", reference);
            list.WriteEndObject();
        });
        writer.WriteList("inputs", card.Inputs, WriteFormat);
        writer.WriteList("outputs", card.Outputs, WriteFormat);
        writer.WriteEndObject();
        writer.WriteStartObject("quantitativeAnalysis");
        writer.WriteList("performanceMetrics", card.Metrics.Where(metric => double.IsFinite(metric.Value)), WriteMetric);
        writer.WriteEndObject();
        writer.WriteStartObject("considerations");
        writer.WriteList("fairnessAssessments", card.Fairness, WriteAssessment);
        writer.WriteEndObject();
        BomDocument.WriteProperties(writer, card.Parameters);
        writer.WriteEndObject();
    }

    private static void WriteFormat(Utf8JsonWriter writer, string format)
    {
        writer.WriteStartObject();
        writer.WriteString("format", format);
        writer.WriteEndObject();
    }

    private static void WriteMetric(Utf8JsonWriter writer, ModelMetric metric)
    {
        writer.WriteStartObject();
        writer.WriteString("type", metric.Type);
        writer.WriteString("value", Text(metric.Value));
        if (metric.Slice is { } slice)
            writer.WriteString("slice", slice);
        if (metric.Interval is { } interval)
        {
            writer.WriteStartObject("confidenceInterval");
            writer.WriteString("lowerBound", Text(interval.Low));
            writer.WriteString("upperBound", Text(interval.High));
            writer.WriteEndObject();
        }
        writer.WriteEndObject();
    }

    private static void WriteAssessment(Utf8JsonWriter writer, FairnessAssessment assessment)
    {
        writer.WriteStartObject();
        writer.WriteString("groupAtRisk", assessment.Group);
        writer.WriteString("harms", assessment.Harm);
        writer.WriteEndObject();
    }

    private static string Text(double value) => value.ToString("R", CultureInfo.InvariantCulture);
}

using System.Collections.Immutable;
using System.Text.Json;
using MLOpsBuild.Pipelines;

namespace MLOpsBuild.Learning;

/// <summary>What a fit came to.</summary>
/// <param name="Trees">The trees that the model kept; null where it is made of something else.</param>
/// <param name="Threshold">The chosen threshold.</param>
/// <param name="Validation">The metrics on the validation part, on which threshold and early stopping were chosen.</param>
internal sealed record Fitted(int? Trees, double Threshold, MetricValues Validation);

/// <summary>Writes <c>training.json</c>.</summary>
internal static class TrainingFile
{
    public static void Write(string output, Pipeline pipeline, TrainingParts parts, Fitted? fitted, ImmutableArray<Finding> findings) =>
        JsonFile.Write(Path.Combine(output, StageFiles.Training), json =>
        {
            json.WriteNumber("format", 1);
            json.WriteString("pipeline", pipeline.Name);
            json.WriteString("trainer", pipeline.Train.Trainer.Name);
            json.WritePropertyName("options");
            using (var options = JsonDocument.Parse(CanonicalText.Of(pipeline.Train)))
                options.WriteTo(json);
            Part(json, "fit", parts.Fit);
            Part(json, "validation", parts.Validation);
            if (fitted is not null)
                Write(json, fitted);
            json.WriteStartArray("findings");
            foreach (var finding in findings)
                json.WriteStringValue(finding.ToString());
            json.WriteEndArray();
        });

    private static void Part(Utf8JsonWriter json, string name, Table rows)
    {
        json.WriteStartObject(name);
        json.WriteNumber("rows", rows.Rows);
        json.WriteNumber("positives", rows.Labels.Count(label => label));
        json.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter json, Fitted fitted)
    {
        if (fitted.Trees is { } trees)
            json.WriteNumber("trees", trees);
        json.WriteNumber("threshold", fitted.Threshold);
        json.WriteStartObject("metrics");
        foreach (var metric in Metric.All.Where(metric => double.IsFinite(fitted.Validation[metric])))
            json.WriteNumber(metric.Key, fitted.Validation[metric]);
        json.WriteEndObject();
    }
}

using System.Globalization;
using System.Text;

namespace MLOpsBuild.Serving;

/// <summary>The counts in the text format of Prometheus, version 0.0.4.</summary>
internal static class MetricsText
{
    public const string ContentType = "text/plain; version=0.0.4; charset=utf-8";

    public static byte[] Of(ServerMetrics metrics, ServedModel? model)
    {
        var text = new StringBuilder();
        Family(text, "mlopsbuild_model_info", "gauge", "The model that is served; 1 where it is loaded.");
        Line(text, $"mlopsbuild_model_info{{model=\"{Escape(model?.Name ?? "")}\",release=\"{Escape(model?.Release ?? "")}\"}} {(model is null ? 0 : 1)}");
        Family(text, "mlopsbuild_requests_in_progress", "gauge", "Requests that are being answered, this one included.");
        Line(text, $"mlopsbuild_requests_in_progress {metrics.InProgress}");
        Family(text, "mlopsbuild_rows_total", "counter", "Rows that were scored and answered.");
        Line(text, $"mlopsbuild_rows_total {metrics.Predictions.Cumulative.Last()}");
        Family(text, "mlopsbuild_prediction_probability", "histogram", "The probabilities that were answered, a row each.");
        Histogram(text, metrics.Predictions);
        Family(text, "mlopsbuild_requests_total", "counter", "Requests that were answered, by endpoint and status.");
        foreach (var endpoint in metrics.Endpoints)
        {
            foreach (var (status, count) in endpoint.Statuses)
                Line(text, $"mlopsbuild_requests_total{{endpoint=\"{Name(endpoint)}\",status=\"{status}\"}} {count}");
        }

        Family(text, "mlopsbuild_request_duration_seconds", "histogram", "From the request's head to its answer, the reading of its body included.");
        foreach (var endpoint in metrics.Endpoints)
            Histogram(text, endpoint);
        return Encoding.UTF8.GetBytes(text.ToString());
    }

    private static void Histogram(StringBuilder text, PredictionMetrics predictions)
    {
        var counts = predictions.Cumulative.ToArray();
        foreach (var (bound, count) in PredictionMetrics.Bounds.Zip(counts))
            Line(text, $"mlopsbuild_prediction_probability_bucket{{le=\"{bound}\"}} {count}");
        Line(text, $"mlopsbuild_prediction_probability_bucket{{le=\"+Inf\"}} {counts[^1]}");
        Line(text, $"mlopsbuild_prediction_probability_sum {predictions.Sum}");
        Line(text, $"mlopsbuild_prediction_probability_count {counts[^1]}");
    }

    private static void Histogram(StringBuilder text, EndpointMetrics endpoint)
    {
        var count = 0L;
        foreach (var (bound, cumulative) in EndpointMetrics.Bounds.Append(double.PositiveInfinity).Zip(endpoint.Cumulative))
        {
            Line(text, $"mlopsbuild_request_duration_seconds_bucket{{endpoint=\"{Name(endpoint)}\",le=\"{(double.IsFinite(bound) ? bound.ToString(CultureInfo.InvariantCulture) : "+Inf")}\"}} {cumulative}");
            count = cumulative;
        }

        Line(text, $"mlopsbuild_request_duration_seconds_sum{{endpoint=\"{Name(endpoint)}\"}} {endpoint.Total.TotalSeconds}");
        Line(text, $"mlopsbuild_request_duration_seconds_count{{endpoint=\"{Name(endpoint)}\"}} {count}");
    }

    private static void Family(StringBuilder text, string name, string type, string help) => Line(text, $"# HELP {name} {help}\n# TYPE {name} {type}");

    private static void Line(StringBuilder text, FormattableString line) => text.Append(line.ToString(CultureInfo.InvariantCulture)).Append('\n');

    private static string Name(EndpointMetrics endpoint) => endpoint.Kind.ToString().ToLowerInvariant();

    private static string Escape(string value) =>
        value.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal).Replace("\n", "\\n", StringComparison.Ordinal);
}

using System.Globalization;

namespace MLOpsBuild.Emitters;

/// <summary>Alert rules of Prometheus over what the model server counts, <c>pipelines/&lt;pipeline&gt;/monitoring/alerts.yml</c>.</summary>
internal static class AlertRules
{
    private const string Predictions = "endpoint=~\"predict|infer\"";
    private const string Window = "5m";

    public static string FileOf(Pipeline pipeline) => $"pipelines/{pipeline.Name}/monitoring/alerts.yml";

    public static YamlMap Content(string pipeline, KubernetesAlerts alerts) => YamlMap.Of(("groups", new YamlList(
    [
        YamlMap.Of(("name", pipeline), ("rules", new YamlList([.. Rules(pipeline, alerts)]))),
    ])));

    private static IEnumerable<YamlMap> Rules(string pipeline, KubernetesAlerts alerts)
    {
        yield return Rule(pipeline, "ModelNotServed", "critical", Window,
            $"absent(mlopsbuild_model_info{{model=\"{pipeline}\"}} == 1)",
            $"No server of {pipeline} is ready",
            "No server with the model loaded is scraped: all are down, still loading, or not found by Prometheus.");
        yield return Rule(pipeline, "ModelFails", "critical", Window,
            $"{Sum(pipeline, "namespace", $"rate(mlopsbuild_requests_total{{{Predictions},status=~\"5..\"}}[{Window}])")}\n  / {Sum(pipeline, "namespace", $"rate(mlopsbuild_requests_total{{{Predictions}}}[{Window}])")}\n  > {Text(alerts.Errors)}",
            $"Requests for predictions of {pipeline} fail",
            "{{ $value | humanizePercentage }} of the requests of the last five minutes were answered with a status of 500 or above; at most " + Text(alerts.Errors * 100) + "% may be.");
        if (alerts.P95 is { } p95)
        {
            yield return Rule(pipeline, "ModelSlow", "warning", Window,
                $"histogram_quantile(0.95,\n  {Sum(pipeline, "namespace, le", $"rate(mlopsbuild_request_duration_seconds_bucket{{{Predictions}}}[{Window}])")})\n  > {Text(p95.TotalSeconds)}",
                $"Predictions of {pipeline} are slow",
                "The 95th percentile of the last five minutes is {{ $value | humanizeDuration }}; at most " + Text(p95.TotalMilliseconds) + " ms are good.");
        }

        if (alerts.Quiet is { } quiet)
        {
            yield return Rule(pipeline, "ModelQuiet", "warning", "1m",
                $"{Sum(pipeline, "namespace", $"increase(mlopsbuild_rows_total[{Text(quiet.TotalMinutes)}m])")}\n  == 0",
                $"Nobody asks {pipeline}",
                $"No row was scored in the last {Text(quiet.TotalMinutes)} minutes.");
        }
    }

    /// <summary>What the servers of this model have counted, whatever other models the same Prometheus scrapes.</summary>
    private static string Sum(string pipeline, string by, string counted) =>
        $"sum by ({by}) ({counted} * on (job, instance) group_left () (mlopsbuild_model_info{{model=\"{pipeline}\"}} == 1))";

    private static YamlMap Rule(string pipeline, string name, string severity, string lasting, string expression, string summary, string description) => YamlMap.Of(
        ("alert", name),
        ("expr", expression),
        ("for", lasting),
        ("labels", YamlMap.Of(("severity", severity), ("model", pipeline))),
        ("annotations", YamlMap.Of(("summary", summary), ("description", description))));

    private static string Text(double number) => number.ToString("0.##########", CultureInfo.InvariantCulture);
}

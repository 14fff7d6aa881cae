using System.Globalization;
using MLOpsBuild.Pipelines;
using static MLOpsBuild.Learning.Reporting.Page;

namespace MLOpsBuild.Learning.Reporting;

/// <summary>Each metric with its interval, beside baseline and champion.</summary>
internal static class MetricsSection
{
    public static Element Of(Evaluation evaluation)
    {
        var options = evaluation.Intervals;
        var champion = evaluation.Champion is not null && evaluation.Metrics.Any(metric => metric.Champion is not null);
        string[] heads = ["Metric", "Candidate", Interval(options), "", "Baseline", .. champion ? ["Champion", "Gain over champion"] : Array.Empty<string>()];
        return Section(
            "metrics",
            "Metrics",
            Table("cards metrics", $"On {evaluation.Rows}", heads, evaluation.Metrics.Select(metric => Row(metric, options, champion))),
            El("p", [("class", "note")], string.Create(CultureInfo.InvariantCulture, $"Intervals by {options.Resamples:N0} resamples of the test rows (seed {options.Seed}). The baseline predicts {Format.Value(evaluation.Rows.TrainingShare)}, the training rows' share of '{evaluation.Rows.Positive}', for every row; it is the upright mark in the strips, which run from 0 to 1.{(champion ? $" The champion is {evaluation.Champion}, scored on the same rows." : " There is no champion to compare with.")}")));
    }

    private static Element Row(MetricEstimate estimate, BootstrapOptions options, bool champion)
    {
        var metric = Metric.All.Single(metric => metric.Key == estimate.Metric);
        Node[] cells =
        [
            Head(metric.Title, metric.HigherIsBetter ? "" : El("span", [("class", "note")], "lower is better")),
            Cell("Candidate", Format.Value(estimate.Value), "value", estimate.Value),
            El("td", [("class", "num quiet"), ("role", "cell"), ("data-label", Interval(options)), ("data-low", Exact(estimate.Interval?.Low)), ("data-high", Exact(estimate.Interval?.High))], El("span", Format.Range(estimate.Interval))),
            Text("", "strip-cell", Strip.Draw(estimate.Value, estimate.Interval, estimate.Baseline, 0, metric == Metric.LogLoss ? Math.Max(1, estimate.Value * 1.1) : 1, "plain")),
            Cell("Baseline", Format.Value(estimate.Baseline), "baseline", estimate.Baseline),
        ];
        return Page.Row(
            [("data-metric", estimate.Metric)],
            champion
                ?
                [
                    .. cells,
                    Cell("Champion", Format.Value(estimate.Champion), "champion", estimate.Champion),
                    Cell("Gain over champion", Format.Change(estimate.OverChampion?.Value), "gain", estimate.OverChampion?.Value, El("span", [("class", "interval")], Format.Range(estimate.OverChampion?.Interval))),
                ]
                : cells);
    }

    private static string Interval(BootstrapOptions options) => string.Create(CultureInfo.InvariantCulture, $"{options.Confidence * 100:0.##}\u00A0% interval");

    private static string? Exact(double? value) => value is { } number ? Format.Exact(number) : null;
}

using System.Collections.Immutable;
using MLOpsBuild.Pipelines;

namespace MLOpsBuild.Learning;

/// <summary>All metrics of a candidate with intervals, beside a baseline and a champion on the same rows.</summary>
public static class MetricComparison
{
    /// <summary>One estimate for each metric of <see cref="Metric.All"/>.</summary>
    public static ImmutableArray<MetricEstimate> Of(ScoredRows candidate, ScoredRows baseline, ScoredRows? champion, BootstrapOptions options)
    {
        var (own, floor, other) = (Model.Of(candidate, options), Model.Of(baseline, options), champion is null ? null : Model.Of(champion, options));
        return
        [
            .. Metric.All.Select(metric => new MetricEstimate
            {
                Metric = metric.Key,
                Value = own.Value[metric],
                Interval = Bootstrap.Around(own.Value[metric], own.Samples.Select(sample => sample[metric]), options.Confidence),
                Baseline = floor.Value[metric],
                OverBaseline = Gain(metric, own, floor, options),
                Champion = other?.Value[metric],
                OverChampion = other is null ? null : Gain(metric, own, other, options),
            }),
        ];
    }

    private static Gain Gain(Metric metric, Model better, Model than, BootstrapOptions options)
    {
        var sign = metric.HigherIsBetter ? 1 : -1;
        var value = sign * (better.Value[metric] - than.Value[metric]);
        return new Gain(value, Bootstrap.Around(value, better.Samples.Zip(than.Samples, (a, b) => sign * (a[metric] - b[metric])), options.Confidence));
    }

    private sealed record Model(MetricValues Value, MetricValues[] Samples)
    {
        public static Model Of(ScoredRows rows, BootstrapOptions options) => new(BinaryMetrics.Of(rows), Bootstrap.Samples(rows, options));
    }
}

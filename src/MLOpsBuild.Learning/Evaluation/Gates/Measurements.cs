using System.Collections.Immutable;
using MLOpsBuild.Pipelines;

namespace MLOpsBuild.Learning;

/// <summary>What gates are judged on.</summary>
internal sealed record Measurements
{
    public required ImmutableArray<MetricEstimate> Metrics { get; init; }

    public required double Confidence { get; init; }

    /// <summary>The share of positives among the training rows: the baseline's probability.</summary>
    public required double TrainingShare { get; init; }

    /// <summary>The sentence for a metric without a value.</summary>
    public required string WhyUndefined { get; init; }

    /// <summary>Why the champion cannot be compared; null where it can or there is none.</summary>
    public required string? ChampionProblem { get; init; }

    public required Latency Latency { get; init; }

    /// <summary>The groups of a fairness gate.</summary>
    public required Func<FairnessGate, FairnessResult> Groups { get; init; }

    public MetricEstimate Metric(Metric metric) => Metrics.Single(estimate => estimate.Metric == metric.Key);
}

using System.Collections.Immutable;

namespace MLOpsBuild.Pipelines;

/// <summary>What the model must reach on the test rows before it ships.</summary>
public sealed record ValidateDefinition
{
    /// <summary>The gates, in the order of the definition.</summary>
    public ImmutableArray<Gate> Gates { get; init; } = [];

    /// <summary>Resamples of the bootstrap behind each interval, at least 100. Default 1,000.</summary>
    public int Resamples { get; init; } = 1_000;

    /// <summary>Coverage of the intervals, above 0 and below 1. Default 0.95.</summary>
    public double Confidence { get; init; } = 0.95;

    /// <summary>Seed of the bootstrap and of permutations. Default 1.</summary>
    public int Seed { get; init; } = 1;
}

/// <summary>A condition that stops a model from shipping.</summary>
public abstract record Gate
{
    /// <summary>Where the definition says so.</summary>
    [NotInKey]
    public SourceLocation? Location { get; init; }
}

/// <summary>Which side of a bound is good.</summary>
public enum Bound
{
    /// <summary>The value must be the bound or more.</summary>
    AtLeast,

    /// <summary>The value must be the bound or less.</summary>
    AtMost,
}

/// <summary>A metric on the right side of a bound.</summary>
/// <param name="Metric">The metric.</param>
/// <param name="Bound">The good side.</param>
/// <param name="Value">The bound itself, in the metric's unit.</param>
/// <param name="Confident">Whether the unfavourable end of the interval must hold, not only the point estimate.</param>
public sealed record MetricGate(Metric Metric, Bound Bound, double Value, bool Confident) : Gate;

/// <summary>Better than the baseline, which predicts the training rows' share of positives for every row, by at least <paramref name="By"/>.</summary>
public sealed record BaselineGate(Metric Metric, double By) : Gate;

/// <summary>Not worse than the champion on the same rows by more than <paramref name="By"/>; passes with a notice where there is no champion.</summary>
public sealed record ChampionGate(Metric Metric, double By) : Gate;

/// <summary>Fairness between groups of a column, for the favourable outcome at the chosen threshold.</summary>
/// <param name="Column">The column that makes the groups.</param>
/// <param name="Groups">How its values become groups.</param>
/// <param name="Metric">What is compared.</param>
/// <param name="Favourable">The label's word that is good for the person.</param>
/// <param name="Value">The bound: least ratio, or greatest difference.</param>
/// <param name="MinimumRows">Groups with fewer test rows are reported and not judged. Default 30.</param>
public sealed record FairnessGate(string Column, Grouping Groups, FairnessMetric Metric, string Favourable, double Value, int MinimumRows = 30) : Gate;

/// <summary>One-row predictions in process within a time, at the 99th percentile.</summary>
public sealed record LatencyGate(TimeSpan P99) : Gate;

/// <summary>How the values of a column become groups.</summary>
/// <param name="Edges">For numbers: ascending edges; <c>[30, 45]</c> makes below 30, 30 to below 45, 45 and above. Empty: each value is a group.</param>
public sealed record Grouping(ImmutableArray<double> Edges)
{
    /// <summary>Each value is a group of its own.</summary>
    public static Grouping EachValue { get; } = new([]);
}

/// <summary>What is compared between groups; the definitions are those of Fairlearn, for the favourable outcome.</summary>
public enum FairnessMetric
{
    /// <summary>Least share of favourable outcomes over the greatest; 1 is equal.</summary>
    DemographicParityRatio,

    /// <summary>Greatest share of favourable outcomes less the least; 0 is equal.</summary>
    DemographicParityDifference,

    /// <summary>The worse of the ratios of true and of false favourable rates; 1 is equal.</summary>
    EqualizedOddsRatio,

    /// <summary>The greater of the differences of true and of false favourable rates; 0 is equal.</summary>
    EqualizedOddsDifference,
}

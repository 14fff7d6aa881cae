using System.Collections.Immutable;

namespace MLOpsBuild.Learning;

/// <summary>How the model treats the groups of one column at its threshold.</summary>
/// <param name="Column">The column that makes the groups.</param>
/// <param name="Favourable">The label's word for the outcome that is good for the person.</param>
/// <param name="MinimumRows">Groups with fewer rows are reported and not judged.</param>
/// <param name="Groups">The groups, in their order.</param>
/// <param name="Measures">All four fairness metrics over the judged groups.</param>
public sealed record FairnessResult(string Column, string Favourable, int MinimumRows, ImmutableArray<GroupResult> Groups, ImmutableArray<FairnessValue> Measures);

/// <summary>A fairness metric over the judged groups.</summary>
/// <param name="Metric">Its name, such as <c>demographic_parity_ratio</c>.</param>
/// <param name="Value">Its value; NaN with fewer than two judged groups.</param>
/// <param name="Interval">Its interval by the bootstrap; null where undefined.</param>
public sealed record FairnessValue(string Metric, double Value, Interval? Interval);

/// <summary>One group: its rates for the favourable outcome, and the model's quality on its rows.</summary>
public sealed record GroupResult
{
    /// <summary>Such as <c>below 30</c>.</summary>
    public required string Name { get; init; }

    /// <summary>Test rows of the group.</summary>
    public required int Rows { get; init; }

    /// <summary>Whether it has enough rows to be judged.</summary>
    public required bool Judged { get; init; }

    /// <summary>Share of rows whose label is the favourable outcome.</summary>
    public required double BaseRate { get; init; }

    /// <summary>Share of rows that get the favourable outcome.</summary>
    public required double FavourableRate { get; init; }

    /// <summary>The interval of that share.</summary>
    public required Interval? FavourableInterval { get; init; }

    /// <summary>Share of the deserving that get it.</summary>
    public required double TrueRate { get; init; }

    /// <summary>Share of the others that get it.</summary>
    public required double FalseRate { get; init; }

    /// <summary>AUC on the group's rows; NaN with one class.</summary>
    public required double Auc { get; init; }

    /// <summary>The interval of that AUC.</summary>
    public required Interval? AucInterval { get; init; }

    /// <summary>Share of rows on the right side of the threshold.</summary>
    public required double Accuracy { get; init; }

    /// <summary>Mean squared error of the probability.</summary>
    public required double Brier { get; init; }
}

using MLOpsBuild.Pipelines;

namespace MLOpsBuild.Learning;

/// <summary>A metric on the test rows, beside the baseline and the champion on the same rows.</summary>
public sealed record MetricEstimate
{
    /// <summary>The metric's name, of <see cref="Metric.Key"/>.</summary>
    public required string Metric { get; init; }

    /// <summary>The candidate's value; NaN where undefined.</summary>
    public required double Value { get; init; }

    /// <summary>Its interval by the bootstrap; null where undefined.</summary>
    public required Interval? Interval { get; init; }

    /// <summary>The value of predicting the training rows' share of positives for every row.</summary>
    public required double Baseline { get; init; }

    /// <summary>How much better than the baseline the candidate is; negative is worse.</summary>
    public required Gain? OverBaseline { get; init; }

    /// <summary>The champion's value; null without a champion.</summary>
    public required double? Champion { get; init; }

    /// <summary>How much better than the champion the candidate is; null without a champion.</summary>
    public required Gain? OverChampion { get; init; }
}

/// <summary>How much better one model is than another on the same rows, in the metric's unit; negative is worse.</summary>
/// <param name="Value">The difference, turned so that more is better.</param>
/// <param name="Interval">Its interval by a paired bootstrap; null where undefined.</param>
public sealed record Gain(double Value, Interval? Interval);

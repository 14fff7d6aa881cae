using System.Collections.Immutable;

namespace MLOpsBuild.Learning;

/// <summary>Everything that validation found about a model: what <c>evaluation.json</c> holds and the report shows.</summary>
public sealed record Evaluation
{
    /// <summary>The version of the file's format.</summary>
    public const int CurrentFormat = 1;

    /// <summary>See <see cref="CurrentFormat"/>.</summary>
    public int Format { get; init; } = CurrentFormat;

    /// <summary>The pipeline's name.</summary>
    public required string Pipeline { get; init; }

    /// <summary>Whether every gate passed.</summary>
    public bool Passed => Gates.All(gate => gate.Passed);

    /// <summary>The gates, in the order of the definition.</summary>
    public required ImmutableArray<GateResult> Gates { get; init; }

    /// <summary>The rows that the model was judged on.</summary>
    public required EvaluationRows Rows { get; init; }

    /// <summary>A row is predicted positive at a probability at or above this.</summary>
    public required double Threshold { get; init; }

    /// <summary>What the champion is called; null without one.</summary>
    public required string? Champion { get; init; }

    /// <summary>How the intervals were made.</summary>
    public required BootstrapOptions Intervals { get; init; }

    /// <summary>One estimate for each metric, in the order of reports.</summary>
    public required ImmutableArray<MetricEstimate> Metrics { get; init; }

    /// <summary>Rows by class and side of the threshold.</summary>
    public required Confusion Confusion { get; init; }

    /// <summary>Times of one-row predictions in process.</summary>
    public required Latency Latency { get; init; }

    /// <summary>The size of the model file in bytes.</summary>
    public required long ModelBytes { get; init; }

    /// <summary>Groups of the columns that fairness gates name, and of each sensitive column.</summary>
    public required ImmutableArray<FairnessResult> Fairness { get; init; }

    /// <summary>The features by falling importance.</summary>
    public required ImmutableArray<FeatureImportance> Importance { get; init; }

    /// <summary>Rows by probability and class.</summary>
    public required ScoreHistogram Scores { get; init; }

    /// <summary>Ten bins of rows by rising probability.</summary>
    public required ImmutableArray<CalibrationBin> Calibration { get; init; }

    /// <summary>False positive rate against true positive rate; empty with one class.</summary>
    public required ImmutableArray<CurvePoint> Roc { get; init; }

    /// <summary>Recall against precision; empty without positives.</summary>
    public required ImmutableArray<CurvePoint> PrecisionRecall { get; init; }
}

/// <summary>The rows that a model is judged on.</summary>
/// <param name="Count">Test rows.</param>
/// <param name="Positives">Those of the positive class.</param>
/// <param name="Positive">The word of the positive class.</param>
/// <param name="Negative">The word of the negative class.</param>
/// <param name="SplitSeed">The seed of the split that set them apart.</param>
/// <param name="TrainingShare">The share of positives among the training rows, which the baseline predicts for every row.</param>
public sealed record EvaluationRows(int Count, int Positives, string Positive, string Negative, int SplitSeed, double TrainingShare)
{
    /// <summary>For messages: <c>891 rows (test split, seed 7)</c>.</summary>
    public override string ToString() => string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{Count:N0} rows (test split, seed {SplitSeed})");
}

using System.Collections.Immutable;

namespace MLOpsBuild.Pipelines;

/// <summary>A measure of a binary classifier on labelled rows.</summary>
/// <param name="Key">Its name in files, such as <c>auc</c>.</param>
/// <param name="Title">Its name for people.</param>
/// <param name="HigherIsBetter">Which way is better.</param>
public sealed record Metric(string Key, string Title, bool HigherIsBetter)
{
    /// <summary>Share of rows on the right side of the threshold.</summary>
    public static Metric Accuracy { get; } = new("accuracy", "Accuracy", true);

    /// <summary>Area under the ROC curve; ties count half.</summary>
    public static Metric Auc { get; } = new("auc", "AUC", true);

    /// <summary>Area under the precision-recall curve as average precision.</summary>
    public static Metric PrAuc { get; } = new("pr_auc", "PR-AUC", true);

    /// <summary>Mean negative log likelihood in nats, probabilities clipped to 1e-15.</summary>
    public static Metric LogLoss { get; } = new("log_loss", "Log loss", false);

    /// <summary>Mean squared error of the probability.</summary>
    public static Metric Brier { get; } = new("brier", "Brier score", false);

    /// <summary>Harmonic mean of precision and recall of the positive class at the threshold.</summary>
    public static Metric F1 { get; } = new("f1", "F1", true);

    /// <summary>Share of predicted positives that are positive, at the threshold.</summary>
    public static Metric Precision { get; } = new("precision", "Precision", true);

    /// <summary>Share of positives that are found, at the threshold.</summary>
    public static Metric Recall { get; } = new("recall", "Recall", true);

    /// <summary>Expected calibration error over ten bins of equal size.</summary>
    public static Metric CalibrationError { get; } = new("calibration_error", "Calibration error", false);

    /// <summary>All metrics, in the order of reports.</summary>
    public static ImmutableArray<Metric> All { get; } = [Auc, PrAuc, LogLoss, Brier, CalibrationError, Accuracy, F1, Precision, Recall];

    /// <inheritdoc/>
    public override string ToString() => Key;
}

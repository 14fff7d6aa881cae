using MLOpsBuild.Pipelines;

namespace MLOpsBuild.Learning;

/// <summary>Every metric of one model on one set of rows; NaN where a metric is undefined, as AUC is for one class.</summary>
public readonly record struct MetricValues
{
    /// <summary>See <see cref="Metric.Auc"/>.</summary>
    public required double Auc { get; init; }

    /// <summary>See <see cref="Metric.PrAuc"/>.</summary>
    public required double PrAuc { get; init; }

    /// <summary>See <see cref="Metric.LogLoss"/>.</summary>
    public required double LogLoss { get; init; }

    /// <summary>See <see cref="Metric.Brier"/>.</summary>
    public required double Brier { get; init; }

    /// <summary>See <see cref="Metric.CalibrationError"/>.</summary>
    public required double CalibrationError { get; init; }

    /// <summary>Rows by class and side of the threshold, from which accuracy, F1, precision and recall follow.</summary>
    public required Confusion Confusion { get; init; }

    /// <summary>The value of a metric of <see cref="Metric.All"/>.</summary>
    public double this[Metric metric] => metric.Key switch
    {
        "auc" => Auc,
        "pr_auc" => PrAuc,
        "log_loss" => LogLoss,
        "brier" => Brier,
        "calibration_error" => CalibrationError,
        "accuracy" => Confusion.Accuracy,
        "f1" => Confusion.F1,
        "precision" => Confusion.Precision,
        "recall" => Confusion.Recall,
        _ => throw new ArgumentOutOfRangeException(nameof(metric), metric.Key, "No such metric; Metric.All lists them."),
    };
}

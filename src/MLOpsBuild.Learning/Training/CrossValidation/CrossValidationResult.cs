using System.Collections.Immutable;

namespace MLOpsBuild.Learning;

/// <summary>What cross-validation came to.</summary>
/// <param name="Folds">Each fold, in order.</param>
/// <param name="Probabilities">The probability of the positive class, one a row in the table's order, by the model that was fitted without the row's fold.</param>
public sealed record CrossValidationResult(ImmutableArray<FoldResult> Folds, ImmutableArray<float> Probabilities)
{
    /// <summary>The mean of the folds' AUC.</summary>
    public double MeanAuc => Folds.Average(fold => fold.Metrics.Auc);
}

/// <summary>A fold, judged by a model that was fitted on the others.</summary>
/// <param name="Fold">The fold's number, from 0.</param>
/// <param name="Rows">The rows that were judged.</param>
/// <param name="Metrics">The metrics on them, at the threshold that was chosen without them.</param>
/// <param name="Auc">The bootstrap interval of the AUC.</param>
public sealed record FoldResult(int Fold, int Rows, MetricValues Metrics, Interval? Auc);

namespace MLOpsBuild.Pipelines;

/// <summary>How the model is fitted and how its decision threshold is chosen.</summary>
public sealed record TrainDefinition
{
    /// <summary>The learner and its options.</summary>
    public required Trainer Trainer { get; init; }

    /// <summary>The share of training rows kept apart for early stopping and for the threshold, from 0 (excluded) to below 1. Default 0.2.</summary>
    public double ValidationShare { get; init; } = 0.2;

    /// <summary>How the threshold on the probability of the positive class is chosen, on the validation part. Default: the best F1.</summary>
    public ThresholdRule Threshold { get; init; } = ThresholdRule.BestF1;

    /// <summary>Where the definition says so.</summary>
    [NotInKey]
    public SourceLocation? Location { get; init; }
}

/// <summary>How a decision threshold is chosen: a row is positive at a probability at or above it.</summary>
public abstract record ThresholdRule
{
    /// <summary>The threshold with the best F1 of the positive class.</summary>
    public static ThresholdRule BestF1 { get; } = new BestF1Threshold();

    /// <summary>A stated threshold, above 0 and below 1.</summary>
    public static ThresholdRule At(double probability) => new FixedThreshold(probability);

    /// <summary>The threshold of the least cost, where a false negative costs <paramref name="falseNegative"/> and a false positive <paramref name="falsePositive"/>.</summary>
    public static ThresholdRule LeastCost(double falseNegative, double falsePositive) => new LeastCostThreshold(falseNegative, falsePositive);
}

/// <summary>See <see cref="ThresholdRule.BestF1"/>.</summary>
public sealed record BestF1Threshold : ThresholdRule;

/// <summary>See <see cref="ThresholdRule.At"/>.</summary>
public sealed record FixedThreshold(double Probability) : ThresholdRule;

/// <summary>See <see cref="ThresholdRule.LeastCost"/>.</summary>
public sealed record LeastCostThreshold(double FalseNegative, double FalsePositive) : ThresholdRule;

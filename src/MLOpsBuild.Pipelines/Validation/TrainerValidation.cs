namespace MLOpsBuild.Pipelines;

/// <summary>What can be wrong with a trainer's options.</summary>
internal static class TrainerValidation
{
    public static void Validate(TrainDefinition train, FindingList findings)
    {
        var at = train.Location;
        Options.ProperShare(findings, at, "Train(validation)", train.ValidationShare);
        Options.AtLeast(findings, at, "Threads", train.Trainer.Threads, 1);
        Validate(train.Trainer, at, findings);
        Validate(train.Threshold, at, findings);
    }

    private static void Validate(Trainer trainer, SourceLocation? at, FindingList findings)
    {
        switch (trainer)
        {
            case LightGbmTrainer light:
                Trees(findings, at, light.Leaves, light.LearningRate, light.Iterations, light.MinimumRowsPerLeaf, light.FeatureShare);
                Options.AtLeast(findings, at, "L2", light.L2, 0);
                Options.PositiveShare(findings, at, "RowShare", light.RowShare);
                Options.AtLeast(findings, at, "EarlyStopping", light.EarlyStopping, 0);
                break;
            case FastTreeTrainer fast:
                Trees(findings, at, fast.Leaves, fast.LearningRate, fast.Iterations, fast.MinimumRowsPerLeaf, fast.FeatureShare);
                break;
            case LogisticRegressionTrainer linear:
                Options.AtLeast(findings, at, "L1", linear.L1, 0);
                Options.AtLeast(findings, at, "L2", linear.L2, 0);
                Options.AtLeast(findings, at, "Iterations", linear.Iterations, 1);
                Options.Above(findings, at, "Tolerance", linear.Tolerance, 0);
                break;
        }
    }

    private static void Trees(FindingList findings, SourceLocation? at, int leaves, double learningRate, int iterations, int minimumRows, double features)
    {
        Options.AtLeast(findings, at, "Leaves", leaves, 2);
        Options.PositiveShare(findings, at, "LearningRate", learningRate);
        Options.AtLeast(findings, at, "Iterations", iterations, 1);
        Options.AtLeast(findings, at, "MinimumRowsPerLeaf", minimumRows, 1);
        Options.PositiveShare(findings, at, "FeatureShare", features);
    }

    private static void Validate(ThresholdRule rule, SourceLocation? at, FindingList findings)
    {
        if (rule is FixedThreshold fix)
            Options.ProperShare(findings, at, "Threshold", fix.Probability);
        if (rule is LeastCostThreshold cost)
        {
            Options.Above(findings, at, "LeastCost(falseNegative)", cost.FalseNegative, 0);
            Options.Above(findings, at, "LeastCost(falsePositive)", cost.FalsePositive, 0);
        }
    }
}

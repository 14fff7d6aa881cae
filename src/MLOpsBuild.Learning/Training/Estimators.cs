using Microsoft.ML;
using Microsoft.ML.Data;
using Microsoft.ML.Trainers;
using Microsoft.ML.Trainers.FastTree;
using Microsoft.ML.Trainers.LightGbm;
using MLOpsBuild.Pipelines;

namespace MLOpsBuild.Learning;

/// <summary>Turns trainer records into Microsoft.ML's estimators; every seed and thread count is set, so that the machine decides nothing.</summary>
internal static class Estimators
{
    public static Recipe For(Trainer trainer, FeatureSet features, MLContext ml) => trainer switch
    {
        LightGbmTrainer light => LightGbm(light, features, ml),
        FastTreeTrainer fast => FastTree(fast, features, ml),
        LogisticRegressionTrainer linear => LogisticRegression(linear, features, ml),
        EstimatorTrainer custom => Custom(custom, features, ml),
        _ => throw new NotSupportedException($"No estimator is known for {trainer.GetType().Name}. Use LightGbm, FastTree, LogisticRegression or Custom."),
    };

    private static Recipe LightGbm(LightGbmTrainer trainer, FeatureSet features, MLContext ml)
    {
        NativeThreads.WaitPassively();
        var learner = ml.BinaryClassification.Trainers.LightGbm(new LightGbmBinaryTrainer.Options
        {
            LabelColumnName = TableView.Label,
            FeatureColumnName = FeatureColumns.Features,
            NumberOfLeaves = trainer.Leaves,
            LearningRate = trainer.LearningRate,
            NumberOfIterations = trainer.Iterations,
            MinimumExampleCountPerLeaf = trainer.MinimumRowsPerLeaf,
            EarlyStoppingRound = trainer.EarlyStopping,
            EvaluationMetric = LightGbmBinaryTrainer.Options.EvaluateMetricType.Logloss,
            Seed = trainer.Seed,
            NumberOfThreads = trainer.Threads,
            Deterministic = true,
            ForceRowWise = true,
            UseCategoricalSplit = false,
            Silent = true,
            Booster = new GradientBooster.Options
            {
                L2Regularization = trainer.L2,
                FeatureFraction = trainer.FeatureShare,
                SubsampleFraction = trainer.RowShare,
                SubsampleFrequency = trainer.RowShare < 1 ? 1 : 0,
            },
        });
        return new(FeatureColumns.WithMissing(features, ml), (fit, validation) =>
            trainer.EarlyStopping > 0 ? learner.Fit(fit, validation) : learner.Fit(fit));
    }

    private static Recipe FastTree(FastTreeTrainer trainer, FeatureSet features, MLContext ml)
    {
        var learner = ml.BinaryClassification.Trainers.FastTree(new FastTreeBinaryTrainer.Options
        {
            LabelColumnName = TableView.Label,
            FeatureColumnName = FeatureColumns.Features,
            NumberOfLeaves = trainer.Leaves,
            LearningRate = trainer.LearningRate,
            NumberOfTrees = trainer.Iterations,
            MinimumExampleCountPerLeaf = trainer.MinimumRowsPerLeaf,
            FeatureFraction = trainer.FeatureShare,
            Seed = trainer.Seed,
            FeatureSelectionSeed = trainer.Seed,
            NumberOfThreads = trainer.Threads,
        });
        return new(FeatureColumns.WithoutMissing(features, ml), (fit, _) => learner.Fit(fit));
    }

    private static Recipe LogisticRegression(LogisticRegressionTrainer trainer, FeatureSet features, MLContext ml)
    {
        var learner = ml.BinaryClassification.Trainers.LbfgsLogisticRegression(new LbfgsLogisticRegressionBinaryTrainer.Options
        {
            LabelColumnName = TableView.Label,
            FeatureColumnName = FeatureColumns.Features,
            L1Regularization = (float)trainer.L1,
            L2Regularization = (float)trainer.L2,
            OptimizationTolerance = (float)trainer.Tolerance,
            MaximumNumberOfIterations = trainer.Iterations,
            NumberOfThreads = trainer.Threads,
        });
        return new(FeatureColumns.Normalised(features, ml), (fit, _) =>
            learner.Fit(ml.Data.Cache(fit, TableView.Label, FeatureColumns.Features)));
    }

    private static Recipe Custom(EstimatorTrainer trainer, FeatureSet features, MLContext ml)
    {
        NativeThreads.WaitPassively();
        var estimator = trainer.Build(ml, features);
        return new(new EstimatorChain<ITransformer>(), (fit, _) => estimator.Fit(fit));
    }
}

using Microsoft.ML;
using Microsoft.ML.Calibrators;
using Microsoft.ML.Data;
using Microsoft.ML.Trainers.FastTree;
using Microsoft.ML.Trainers.LightGbm;
using MLOpsBuild.Pipelines;

namespace MLOpsBuild.Learning;

/// <summary>Fits a trainer on rows; the one way that Train and cross-validation share.</summary>
public static class ModelFit
{
    /// <summary>Fits on <see cref="TrainingParts.Fit"/>; early stopping watches the validation part.</summary>
    /// <exception cref="StageException">The trainer refused the rows or its options, or its model leaves no probability.</exception>
    /// <exception cref="OperationCanceledException">The stage was stopped before the learner began or while it ran; a learner that has begun is not broken off.</exception>
    public static FittedModel Fit(Trainer trainer, TrainingParts parts, StageContext context)
    {
        using var culture = InvariantCulture.Enter();
        var ml = new MLContext(trainer.Seed);
        var fit = new TableView(parts.Fit);
        try
        {
            var recipe = Estimators.For(trainer, FeatureSet.Of(parts.Fit.Schema), ml);
            var features = recipe.Features.Fit(fit);
            context.Cancellation.ThrowIfCancellationRequested();
            var learned = Heartbeat.During(
                $"{trainer.Name} is fitting",
                TimeSpan.FromSeconds(10),
                context.Log,
                () => recipe.Learn(features.Transform(fit), features.Transform(new TableView(parts.Validation))));
            context.Cancellation.ThrowIfCancellationRequested();
            var model = new TransformerChain<ITransformer>(features, learned);
            RequireProbability(trainer, model.GetOutputSchema(fit.Schema));
            return new(ml, model, fit.Schema, Trees(learned));
        }
        catch (Exception problem) when (problem is not (OperationCanceledException or StageException))
        {
            throw Failure(trainer, FindingCodes.TrainerFailed, "the trainer failed", problem.Message, "Look at the trainer's options and at the rows that it learns from.", problem);
        }
    }

    private static void RequireProbability(Trainer trainer, DataViewSchema schema)
    {
        var column = schema.GetColumnOrNull(Scoring.Probability);
        if (column?.Type != NumberDataViewType.Single)
            throw Failure(trainer, FindingCodes.NoProbability, $"the model leaves no float column '{Scoring.Probability}'", column?.Type.ToString() ?? "no such column", "End the estimator with a calibrated binary learner, or copy the probability of the positive class to that column.", null);
    }

    private static StageException Failure(Trainer trainer, string code, string what, string value, string fix, Exception? inner) =>
        new("The model cannot be fitted:", [new(code, what, $"trainer {trainer.Name}", value, fix)], inner);

    private static int? Trees(ITransformer learned) => learned switch
    {
        BinaryPredictionTransformer<CalibratedModelParametersBase<LightGbmBinaryModelParameters, PlattCalibrator>> light => light.Model.SubModel.TrainedTreeEnsemble.Trees.Count,
        BinaryPredictionTransformer<CalibratedModelParametersBase<FastTreeBinaryModelParameters, PlattCalibrator>> fast => fast.Model.SubModel.TrainedTreeEnsemble.Trees.Count,
        _ => null,
    };
}

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
    /// <exception cref="OperationCanceledException">The stage was stopped; the fit ends within an iteration.</exception>
    public static FittedModel Fit(Trainer trainer, TrainingParts parts, StageContext context)
    {
        using var culture = InvariantCulture.Enter();
        var ml = new MLContext(trainer.Seed);
        var recipe = Estimators.For(trainer, FeatureSet.Of(parts.Fit.Schema), ml);
        var fit = new TableView(parts.Fit);
        var features = recipe.Features.Fit(fit);
        context.Cancellation.ThrowIfCancellationRequested();
        var learned = recipe.Learn(features.Transform(fit), features.Transform(new TableView(parts.Validation)));
        return new(ml, new TransformerChain<ITransformer>(features, learned), fit.Schema, Trees(learned));
    }

    private static int? Trees(ITransformer learned) => learned switch
    {
        BinaryPredictionTransformer<CalibratedModelParametersBase<LightGbmBinaryModelParameters, PlattCalibrator>> light => light.Model.SubModel.TrainedTreeEnsemble.Trees.Count,
        BinaryPredictionTransformer<CalibratedModelParametersBase<FastTreeBinaryModelParameters, PlattCalibrator>> fast => fast.Model.SubModel.TrainedTreeEnsemble.Trees.Count,
        _ => null,
    };
}

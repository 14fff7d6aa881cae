using Microsoft.ML;
using MLOpsBuild.Pipelines;

namespace MLOpsBuild.Learning;

/// <summary>Builds a whole estimator: it reads the columns of a <see cref="TableView"/> and its model writes a float column <c>Probability</c>, the probability of the positive class.</summary>
public delegate IEstimator<ITransformer> EstimatorBuilder(MLContext ml, FeatureSet features);

/// <summary>A trainer that the user wrote on Microsoft.ML.</summary>
/// <param name="Called">The trainer's name in reports.</param>
/// <param name="Build">Builds the estimator from a context with the trainer's seed.</param>
public sealed record EstimatorTrainer(string Called, [property: NotInKey] EstimatorBuilder Build) : Trainer
{
    /// <inheritdoc/>
    public override string Name => Called;

    /// <summary>The type that declares the builder; its assembly belongs to the stage's key.</summary>
    public override Type? CustomCode => Build.Method.DeclaringType;
}

/// <summary>Trainers beside those of the definition's base class; for <c>using static</c>.</summary>
public static class Trainers
{
    /// <summary>A trainer of any Microsoft.ML estimator.</summary>
    public static EstimatorTrainer Custom(string name, EstimatorBuilder build) => new(name, build);
}

using System.Runtime.CompilerServices;

namespace MLOpsBuild.Pipelines;

/// <summary>A whole definition: only what has data, a trainer and gates is one, which the compiler holds.</summary>
public interface IDefinedPipeline;

/// <summary>The first step: where the data comes from.</summary>
public interface IPipelineBuilder<TRow>
    where TRow : class
{
    /// <summary>Says where the data comes from, what it must satisfy and how it is split.</summary>
    ITrainBuilder<TRow> Data(Func<DataBuilder<TRow>, DataBuilder<TRow>> data, [CallerFilePath] string file = "", [CallerLineNumber] int line = 0);
}

/// <summary>The second step: how the model is fitted.</summary>
public interface ITrainBuilder<TRow>
    where TRow : class
{
    /// <summary>Says which learner fits the model.</summary>
    /// <param name="trainer">The learner and its options.</param>
    /// <param name="validation">Share of the training rows kept apart for early stopping and the threshold.</param>
    /// <param name="threshold">How the decision threshold is chosen; the best F1 by default.</param>
    /// <param name="file">Filled by the compiler.</param>
    /// <param name="line">Filled by the compiler.</param>
    IJudgeBuilder<TRow> Train(Trainer trainer, double validation = 0.2, ThresholdRule? threshold = null, [CallerFilePath] string file = "", [CallerLineNumber] int line = 0);
}

/// <summary>The third step: how the model must behave and what it must reach.</summary>
public interface IJudgeBuilder<TRow>
    where TRow : class
{
    /// <summary>Says how the model must behave.</summary>
    IJudgeBuilder<TRow> Test(Func<TestBuilder<TRow>, TestBuilder<TRow>> test);

    /// <summary>Says what the model must reach before it ships.</summary>
    IDeliverBuilder<TRow> Validate(Func<GateBuilder<TRow>, GateBuilder<TRow>> gate);
}

/// <summary>The last step: where the model runs.</summary>
public interface IDeliverBuilder<TRow> : IDefinedPipeline
    where TRow : class
{
    /// <summary>Says where the model runs.</summary>
    IDeliverBuilder<TRow> Deploy(Func<DeployBuilder, DeployBuilder> to);
}

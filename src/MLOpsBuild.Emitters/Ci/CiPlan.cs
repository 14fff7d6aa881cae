namespace MLOpsBuild.Emitters;

/// <summary>What a CI server has to do for a pipeline, before it is put in any server's words.</summary>
/// <param name="Pipeline">The definition.</param>
/// <param name="Jobs">The jobs, each after those it waits for.</param>
/// <param name="Inputs">The parameters that people may give when they start a run.</param>
public sealed record CiPlan(Pipeline Pipeline, ImmutableArray<CiJob> Jobs, ImmutableArray<GraphParameter> Inputs)
{
    /// <summary>What is added to the pipeline's name for what people start by hand.</summary>
    public const string OperationsSuffix = "-operations";

    /// <summary>Whether people alone start it, and choose which of the jobs run.</summary>
    public bool ByHand { get; init; }

    /// <summary>The name that the CI server shows.</summary>
    public string Name => ByHand ? Pipeline.Name + OperationsSuffix : Pipeline.Name;

    /// <summary>What starts it beside people.</summary>
    public ImmutableArray<Trigger> Triggers => ByHand ? [] : Pipeline.Triggers;
}

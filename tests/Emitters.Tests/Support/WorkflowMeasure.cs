namespace MLOpsBuild.Emitters.Tests;

/// <summary>A definition's workflow as text, and what its plan says that it must do.</summary>
internal sealed record WorkflowMeasure(string Text, CiGraph Graph)
{
    private static readonly WorkflowReader Reader = new();

    public static WorkflowMeasure Of(EmitterInput input) => Of(input, GitHubActionsEmitter.PathOf(input.Pipeline), CiPlanner.Plan(input, out _)!);

    /// <summary>Of what people do by hand.</summary>
    public static WorkflowMeasure OfOperations(EmitterInput input) => Of(input, GitHubActionsEmitter.OperationsPathOf(input.Pipeline), CiPlanner.Operations(input, out _)!);

    /// <summary>By the name that tests give it.</summary>
    public static WorkflowMeasure Of(string name) => name switch
    {
        "plain" => Of(Definition.Plain().Input()),
        "full" => Of(Definition.Full().Input(Graphs.Full("fraud"))),
        "delivered" => Of(Definition.Delivered().Input(Graphs.Delivered("fraud"))),
        "delivery alone" => Of(Definition.Delivered().Input(Graphs.DeliveryAlone("fraud"))),
        "parts" => Of(Definition.Plain("fraud").Input(Graphs.InParts("fraud"))),
        "operations" => OfOperations(Definition.Delivered().Input(Graphs.Delivered("fraud"))),
        _ => throw new ArgumentException($"There is no measure '{name}'.", nameof(name)),
    };

    private static WorkflowMeasure Of(EmitterInput input, string path, CiPlan plan)
    {
        var emission = new GitHubActionsEmitter().Emit(input);
        Assert.Equal([], emission.Diagnostics);
        return new(emission.Files.Single(file => file.Path == path).Text, WorkflowGraph.Of(plan, input.Pipeline.GitHubActions!));
    }

    /// <summary>What the text does otherwise than the definition says.</summary>
    public ImmutableArray<string> Differences(string text) => CiGraphComparison.Differences(Graph, Reader.Read(text));

    /// <summary>Whether the graph alone, without a comparison of bytes, tells the text from the definition's.</summary>
    public bool Tells(string text)
    {
        try
        {
            return !Differences(text).IsEmpty;
        }
        catch (CiFileException)
        {
            return true;
        }
    }
}

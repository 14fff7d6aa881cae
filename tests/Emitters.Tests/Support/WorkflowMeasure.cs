namespace MLOpsBuild.Emitters.Tests;

/// <summary>A definition's workflow as text, and what its plan says that it must do.</summary>
internal sealed record WorkflowMeasure(string Text, CiGraph Graph)
{
    private static readonly WorkflowReader Reader = new();

    public static WorkflowMeasure Of(EmitterInput input)
    {
        var emission = new GitHubActionsEmitter().Emit(input);
        Assert.Equal([], emission.Diagnostics);
        var plan = CiPlanner.Plan(input, out _)!;
        return new(Assert.Single(emission.Files).Text, WorkflowGraph.Of(plan, input.Pipeline.GitHubActions!));
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

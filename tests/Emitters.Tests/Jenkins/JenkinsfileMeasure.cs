namespace MLOpsBuild.Emitters.Tests;

/// <summary>A definition's Jenkinsfile as text, and what its plan says that it must do.</summary>
internal sealed record JenkinsfileMeasure(string Text, CiGraph Graph)
{
    private static readonly JenkinsfileReader Reader = new();

    public static JenkinsfileMeasure Of(EmitterInput input) =>
        new(Jenkinsfiles.Text(input), JenkinsGraph.Of(CiPlanner.Plan(input, out _)!, input.Pipeline.Jenkins!));

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

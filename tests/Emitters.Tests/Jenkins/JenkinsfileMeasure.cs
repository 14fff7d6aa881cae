namespace MLOpsBuild.Emitters.Tests;

/// <summary>A definition's Jenkinsfile as text, and what its plan says that it must do.</summary>
internal sealed record JenkinsfileMeasure(string Text, CiGraph Graph)
{
    private static readonly JenkinsfileReader Reader = new();

    public static JenkinsfileMeasure Of(EmitterInput input) =>
        new(Jenkinsfiles.Text(input), JenkinsGraph.Of(CiPlanner.Plan(input, out _)!, input.Pipeline.Jenkins!));

    /// <summary>Of what people do by hand.</summary>
    public static JenkinsfileMeasure OfOperations(EmitterInput input) =>
        new(Jenkinsfiles.Operations(input), JenkinsGraph.Of(CiPlanner.Operations(input, out _)!, input.Pipeline.Jenkins!));

    /// <summary>By the name that tests give it.</summary>
    public static JenkinsfileMeasure Of(string name) => name switch
    {
        "plain" => Of(Definition.Plain().Input()),
        "full" => Of(Definition.Full().Input(Graphs.Full("fraud"))),
        "delivered" => Of(Definition.Delivered().Input(Graphs.Delivered("fraud"))),
        "delivery alone" => Of(Definition.Delivered().Input(Graphs.DeliveryAlone("fraud"))),
        "parts" => Of(Definition.Plain("fraud").Input(Graphs.InParts("fraud"))),
        "operations" => OfOperations(Definition.Delivered().Input(Graphs.Delivered("fraud"))),
        _ => throw new ArgumentException($"There is no measure '{name}'.", nameof(name)),
    };

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

namespace MLOpsBuild.Pipelines;

/// <summary>The parts of a definition that each stage reads, as canonical text: what is in a stage's key.</summary>
public static class StageDefinitions
{
    /// <summary>What Prepare reads: columns, source, expectations, split.</summary>
    public static string Prepare(Pipeline pipeline) => CanonicalText.Of(new { pipeline.Rows, pipeline.Data });

    /// <summary>What Train reads: columns, trainer, threshold rule.</summary>
    public static string Train(Pipeline pipeline) => CanonicalText.Of(new { pipeline.Task, pipeline.Rows, pipeline.Train });

    /// <summary>What Test reads: columns and stated behaviour.</summary>
    public static string Test(Pipeline pipeline) => CanonicalText.Of(new { pipeline.Rows, pipeline.Test });

    /// <summary>What Validate reads: columns, gates, bootstrap.</summary>
    public static string Validate(Pipeline pipeline) => CanonicalText.Of(new { pipeline.Name, pipeline.Rows, pipeline.Validate });

    /// <summary>What Package reads: the name and the task.</summary>
    public static string Package(Pipeline pipeline) => CanonicalText.Of(new { pipeline.Name, pipeline.Task });
}

namespace MLOpsBuild.Pipelines;

/// <summary>What a pipeline's container image is called.</summary>
public static class ImageNames
{
    private const string Suffix = "-server";

    /// <summary>
    /// The name without tag: what <c>Docker</c> says, else what <c>Kubernetes</c> says, else <c>REGISTRY/PIPELINE-server</c> in the registry of the
    /// packages, whose own repositories have the pipelines' names, else the pipeline's name.
    /// </summary>
    public static string Of(Pipeline pipeline) => pipeline.Docker?.Image
        ?? pipeline.Kubernetes?.Image
        ?? (pipeline.Push.Registry is { } registry ? $"{registry}/{pipeline.Name}{Suffix}" : pipeline.Name);
}

namespace MLOpsBuild.Emitters;

/// <summary>The labels that Kubernetes recommends.</summary>
internal static class KubernetesLabels
{
    public const string Instance = "app.kubernetes.io/instance";

    /// <summary>By which a pipeline's servers are found; a Deployment's may never change.</summary>
    public static ImmutableArray<KeyValuePair<string, string>> Selector(string pipeline) =>
    [
        new("app.kubernetes.io/name", pipeline),
        new("app.kubernetes.io/component", "model-server"),
    ];

    public static ImmutableArray<KeyValuePair<string, string>> All(string pipeline) =>
        [.. Selector(pipeline), new("app.kubernetes.io/managed-by", "mlopsbuild")];
}

namespace MLOpsBuild.Emitters;

/// <summary>The labels that Kubernetes recommends.</summary>
internal static class KubernetesLabels
{
    public const string Instance = "app.kubernetes.io/instance";

    /// <summary>Tells the servers of a canary from the others.</summary>
    public const string Track = "mlopsbuild.dev/track";

    public const string Stable = "stable";
    public const string Canary = "canary";

    /// <summary>By which a pipeline's servers are found, those of a canary too.</summary>
    public static ImmutableArray<KeyValuePair<string, string>> Selector(string pipeline) =>
    [
        new("app.kubernetes.io/name", pipeline),
        new("app.kubernetes.io/component", "model-server"),
    ];

    /// <summary>By which a Deployment finds its own; a Deployment's may never change.</summary>
    public static ImmutableArray<KeyValuePair<string, string>> OwnSelector(string pipeline) => [.. Selector(pipeline), new(Track, Stable)];

    public static ImmutableArray<KeyValuePair<string, string>> All(string pipeline) =>
        [.. Selector(pipeline), new("app.kubernetes.io/managed-by", "mlopsbuild")];
}

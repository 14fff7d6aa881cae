using MLOpsBuild.Pipelines;

namespace MLOpsBuild.Delivery;

/// <summary>What a driver brings to which cluster.</summary>
/// <param name="Pipeline">The pipeline: the name of its objects.</param>
/// <param name="Environment">The environment.</param>
/// <param name="Context">The context of the kubeconfig; null is the current one.</param>
/// <param name="Namespace">The namespace of its objects.</param>
/// <param name="Manifests">The folder of the generated manifests.</param>
/// <param name="Strategy">How a release comes to the pods.</param>
internal sealed record ClusterTarget(string Pipeline, string Environment, string? Context, string Namespace, string Manifests, DeployStrategy Strategy)
{
    /// <summary>The environment's overlay.</summary>
    public string Overlay => Path.Combine(Manifests, "overlays", Environment);

    /// <summary>The overlay of its canary.</summary>
    public string CanaryOverlay => Path.Combine(Manifests, "canary", Environment);

    /// <summary>The Deployment of the canary.</summary>
    public string Canary => Pipeline + "-canary";

    /// <summary>The Deployments that may serve: the one without a color, and those that blue/green changes over between.</summary>
    public IEnumerable<string> AllServers => new[] { null, ClusterColor.Blue, ClusterColor.Green }.Select(ServersOf);

    /// <summary>The object that only one deploy holds at a time.</summary>
    public string Lease => Pipeline + "-deploy";

    /// <summary>By which all of its objects are found.</summary>
    public string Selector => $"{Marks.Name}={Pipeline}";

    /// <summary>The Deployment of the servers of a color; null is that of the servers without one.</summary>
    public string ServersOf(string? color) => ServersOf(Pipeline, color);

    /// <summary>The name that a Deployment has with a color.</summary>
    public static string ServersOf(string name, string? color) => color is null ? name : $"{name}-{color}";
}

/// <summary>The labels and annotations by which the objects of a cluster tell what they are.</summary>
internal static class Marks
{
    public const string Name = "app.kubernetes.io/name";
    public const string Instance = "app.kubernetes.io/instance";
    public const string ManagedBy = "app.kubernetes.io/managed-by";

    /// <summary>What the names of our own marks begin with.</summary>
    public const string Prefix = "mlopsbuild.dev/";

    /// <summary>The label that tells a canary from the others, and blue from green.</summary>
    public const string Track = "mlopsbuild.dev/track";

    /// <summary>The label of a release's record.</summary>
    public const string Record = "mlopsbuild.dev/record";
    public const string Version = "mlopsbuild.dev/version";
    public const string Digest = "mlopsbuild.dev/digest";
    public const string Image = "mlopsbuild.dev/image";
    public const string Configuration = "mlopsbuild.dev/configuration";
    public const string Since = "mlopsbuild.dev/since";
    public const string By = "mlopsbuild.dev/by";
    public const string Number = "mlopsbuild.dev/release";
    public const string State = "mlopsbuild.dev/state";

    /// <summary>The field manager of what a deploy sets.</summary>
    public const string Manager = "mlopsbuild";
}

using MLOpsBuild.Pipelines;

namespace MLOpsBuild.Delivery;

/// <summary>Brings releases to a cluster that runs Kubernetes: server-side apply of the generated overlay by kubectl, watched until its servers are ready, and taken back where they are not.</summary>
public sealed partial class KubernetesEnvironment : IEnvironmentDriver
{
    private readonly ClusterTarget _target;
    private readonly KubernetesOptions _options;

    private KubernetesEnvironment(ClusterTarget target, KubernetesOptions options)
    {
        _target = target;
        _options = options;
    }

    /// <summary>The driver of an environment on a cluster; nothing is asked yet.</summary>
    /// <param name="pipeline">The pipeline, with settings of Kubernetes for the environment.</param>
    /// <param name="environment">The environment, with a cluster.</param>
    /// <param name="checkout">The folder of the repository, with the generated manifests.</param>
    /// <param name="options">How the cluster is reached; null takes the defaults.</param>
    /// <exception cref="ArgumentException">The environment is on no cluster, or the pipeline has no settings of Kubernetes for it.</exception>
    public static KubernetesEnvironment Create(Pipeline pipeline, DeployEnvironment environment, string checkout, KubernetesOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(pipeline);
        ArgumentNullException.ThrowIfNull(environment);
        if (environment.Cluster is not { } cluster || pipeline.Kubernetes?.Environments.FirstOrDefault(known => known.Name == environment.Name) is not { } settings)
            throw new ArgumentException($"'{environment.Name}' of '{pipeline.Name}' is no environment on a cluster.", nameof(environment));
        return new(
            new(pipeline.Name, environment.Name, cluster.Context, settings.NamespaceOf(pipeline.Name), Path.Combine(checkout, "pipelines", pipeline.Name, "kubernetes"), environment.Strategy),
            options ?? new());
    }

    private Task<Kubectl> OpenAsync(CancellationToken cancellation) => Kubectl.OpenAsync(_options, _target.Context, _target.Namespace, cancellation);

    /// <summary>Works on the cluster while no other deploy does.</summary>
    private async Task<RolloutReport> ChangeAsync(Kubectl kubectl, string what, IProgress<RolloutEvent> progress, Func<ClusterSession, Task<RolloutReport>> change, CancellationToken cancellation)
    {
        var lease = await ClusterLease.TakeAsync(kubectl, _target, _options, $"{By} {what}", cancellation);
        try
        {
            return await change(new(kubectl, _target, _options, lease, progress));
        }
        finally
        {
            await lease.ReleaseAsync();
        }
    }

    /// <summary>What the cluster has; what an earlier deploy left half done is told.</summary>
    private static async Task<ClusterState> BeginAsync(ClusterSession session, CancellationToken cancellation)
    {
        var state = await session.StateAsync(cancellation);
        if (HalfDone(state) is { } half)
            session.Say("Tell what was half done", RolloutEventKind.Ok, half);
        return state;
    }

    private string By => _options.By ?? $"{Environment.UserName}@{Environment.MachineName}";

    private static RolloutReport Report(ClusterSession session, PlaceOutcome outcome, string? version, string? message = null) => new([new(session.Kubectl.Context, outcome, version, message)]);
}

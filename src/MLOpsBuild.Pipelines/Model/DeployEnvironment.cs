using System.Collections.Immutable;

namespace MLOpsBuild.Pipelines;

/// <summary>A named place that CI deploys to, and who must agree before it does.</summary>
public sealed record DeployEnvironment
{
    /// <summary>The name, <c>[a-z][a-z0-9-]*</c>: the value of <c>--environment</c> and the name on the CI server.</summary>
    public required string Name { get; init; }

    /// <summary>Users or groups of the CI server, one of whom must approve; none by default.</summary>
    public ImmutableArray<string> Approvers { get; init; } = [];

    /// <summary>The hosts, by name or IPv4 address, in the order of a rollout, which Ansible reaches; empty where the environment is no set of hosts.</summary>
    public ImmutableArray<string> Hosts { get; init; } = [];

    /// <summary>The cluster that runs the model, whose settings <see cref="Pipeline.Kubernetes"/> has under the same name; null where the environment is none.</summary>
    public DeployCluster? Cluster { get; init; }

    /// <summary>How a release comes to the hosts or pods. Default one host first, then all.</summary>
    public DeployStrategy Strategy { get; init; } = new Rolling(["1", "100%"]);

    /// <summary>The environment in which a release must have served before it comes to this one; null asks for none.</summary>
    public string? After { get; init; }

    /// <summary>What a CI server needs to reach the hosts or the cluster, a secret of a kind at most; none by default.</summary>
    [NotInKey]
    public ImmutableArray<DeploySecret> Secrets { get; init; } = [];

    /// <summary>Whether it is hosts or a cluster, so that each deployment is planned first; else it is the machine of the job itself.</summary>
    public bool IsRemote => !Hosts.IsEmpty || Cluster is not null;

    /// <summary>Where the definition says so.</summary>
    [NotInKey]
    public SourceLocation? Location { get; init; }
}

/// <summary>A cluster that runs Kubernetes.</summary>
/// <param name="Context">The context of the kubeconfig that reaches it; null takes the current one.</param>
public sealed record DeployCluster(string? Context = null);

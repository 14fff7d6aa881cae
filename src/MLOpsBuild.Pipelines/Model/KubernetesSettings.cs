using System.Collections.Immutable;

namespace MLOpsBuild.Pipelines;

/// <summary>How a pipeline's model runs on Kubernetes, in every environment that does not say otherwise.</summary>
public sealed record KubernetesSettings
{
    /// <summary>The image's name with its registry, without tag and digest; null stands for the pipeline's name.</summary>
    public string? Image { get; init; }

    /// <summary>How many servers there are. Default 2 to 4.</summary>
    public KubernetesReplicas Replicas { get; init; } = new(2, 4);

    /// <summary>The share of the requested processor time, in percent, above which servers are added, at least 1. Default 70.</summary>
    public int CpuTarget { get; init; } = 70;

    /// <summary>What a server gets of its node.</summary>
    public KubernetesResources Resources { get; init; } = new();

    /// <summary>The largest body of a request in bytes, 1 to 1 GiB. Default 1 MiB.</summary>
    public int MaxBody { get; init; } = 1024 * 1024;

    /// <summary>The most rows of one request, 1 to 1,000,000. Default 10,000.</summary>
    public int MaxRows { get; init; } = 10_000;

    /// <summary>How long a server that is to end serves on, whole seconds from 0 to 1 hour, so that clients notice. Default 5 seconds.</summary>
    public TimeSpan Drain { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>Other namespaces whose pods may ask the model; those of its own always may.</summary>
    public ImmutableArray<string> ReachableFrom { get; init; } = [];

    /// <summary>When Prometheus calls somebody; null, the default, makes no alert rules.</summary>
    public KubernetesAlerts? Alerts { get; init; }

    /// <summary>The environments, each of which is an overlay, in the order of the definition.</summary>
    public ImmutableArray<KubernetesEnvironmentSettings> Environments { get; init; } = [];

    /// <summary>Changes of the manifests by code, in order.</summary>
    [NotInKey]
    public ImmutableArray<Customization> Customizations { get; init; } = [];

    /// <summary>Where the definition says so.</summary>
    [NotInKey]
    public SourceLocation? Location { get; init; }
}

/// <summary>How many servers there are.</summary>
/// <param name="Minimum">Without load, at least 1.</param>
/// <param name="Maximum">Under load, not below the minimum.</param>
public sealed record KubernetesReplicas(int Minimum, int Maximum);

/// <summary>What a server gets of its node, each a quantity of Kubernetes.</summary>
public sealed record KubernetesResources
{
    /// <summary>The processor time kept for it, in cores or thousandths of one. Default <c>250m</c>.</summary>
    public string Cpu { get; init; } = "250m";

    /// <summary>The processor time that it never exceeds, not below <see cref="Cpu"/>; null, the default, lets it use what is idle.</summary>
    public string? CpuLimit { get; init; }

    /// <summary>The memory kept for it, which it never exceeds, in whole bytes. Default <c>512Mi</c>.</summary>
    public string Memory { get; init; } = "512Mi";

    /// <summary>The room in <c>/tmp</c>, where the model is unpacked, in whole bytes. Default <c>256Mi</c>.</summary>
    public string Temporary { get; init; } = "256Mi";
}

/// <summary>An environment on Kubernetes: what it has otherwise than the others.</summary>
public sealed record KubernetesEnvironmentSettings
{
    /// <summary>The name, <c>[a-z][a-z0-9-]*</c>: the overlay's folder and a label.</summary>
    public required string Name { get; init; }

    /// <summary>The namespace; null stands for <c>pipeline-environment</c>.</summary>
    public string? Namespace { get; init; }

    /// <summary>The image's digest, <c>sha256:...</c>; null leaves a placeholder, which no cluster can pull.</summary>
    public string? Digest { get; init; }

    /// <summary>How many servers there are; null for as many as elsewhere.</summary>
    public KubernetesReplicas? Replicas { get; init; }

    /// <summary>What a server gets of its node; null for as much as elsewhere.</summary>
    public KubernetesResources? Resources { get; init; }

    /// <summary>Where the definition says so.</summary>
    [NotInKey]
    public SourceLocation? Location { get; init; }

    /// <summary>The namespace of a pipeline's objects.</summary>
    public string NamespaceOf(string pipeline) => Namespace ?? $"{pipeline}-{Name}";
}

using System.Collections.Immutable;

namespace MLOpsBuild.Pipelines;

/// <summary>Where the model runs.</summary>
public sealed record DeployDefinition
{
    /// <summary>The environment on this machine.</summary>
    public LocalEnvironment Local { get; init; } = new();

    /// <summary>The environments that CI deploys to, in the order of a rollout; empty stands for the local one without approval.</summary>
    public ImmutableArray<DeployEnvironment> Environments { get; init; } = [];
}

/// <summary>The model server on this machine's loopback address.</summary>
public sealed record LocalEnvironment
{
    /// <summary>The TCP port, 1 to 65535. Default 8080.</summary>
    public int Port { get; init; } = 8080;

    /// <summary>Releases kept for going back, at least 1, the current one included. Default 3.</summary>
    public int KeepReleases { get; init; } = 3;
}

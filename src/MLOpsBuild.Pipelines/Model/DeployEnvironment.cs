using System.Collections.Immutable;

namespace MLOpsBuild.Pipelines;

/// <summary>A named place that CI deploys to, and who must agree before it does.</summary>
public sealed record DeployEnvironment
{
    /// <summary>The name, <c>[a-z][a-z0-9-]*</c>: the value of <c>--environment</c> and the name on the CI server.</summary>
    public required string Name { get; init; }

    /// <summary>Users or groups of the CI server, one of whom must approve; none by default.</summary>
    public ImmutableArray<string> Approvers { get; init; } = [];

    /// <summary>Where the definition says so.</summary>
    [NotInKey]
    public SourceLocation? Location { get; init; }
}

namespace MLOpsBuild.Emitters;

/// <summary>The targets of a build as an emitter sees them, with the artifacts of one pipeline.</summary>
public sealed record TargetGraph
{
    /// <summary>All targets, in any order; each name once.</summary>
    public required ImmutableArray<GraphTarget> Targets { get; init; }

    /// <summary>The parameters that targets read.</summary>
    public ImmutableArray<GraphParameter> Parameters { get; init; } = [];

    /// <summary>The targets that a pipeline's run on a CI server must reach, in order; what they rest on runs too.</summary>
    public required ImmutableArray<string> Goals { get; init; }

    /// <summary>The targets that people run by hand on an environment of hosts or on a cluster, such as <c>Rollback</c>; none by default.</summary>
    public ImmutableArray<string> Operations { get; init; } = [];
}

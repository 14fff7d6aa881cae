namespace MLOpsBuild.Targets;

/// <summary>What is asked of the planner.</summary>
internal sealed record PlanRequest
{
    /// <summary>The targets to run, in the order named.</summary>
    public required IReadOnlyList<ExecutableTarget> Invoked { get; init; }

    /// <summary>Names to leave out; empty: all that are not invoked; null: none.</summary>
    public IReadOnlyList<string>? Skip { get; init; }

    /// <summary>Names that an earlier attempt finished.</summary>
    public IReadOnlySet<string> Done { get; init; } = new HashSet<string>();

    /// <summary>The conditions of a target that do not hold, as text; null when all do.</summary>
    public Func<ExecutableTarget, string?> Unmet { get; init; } = _ => null;
}

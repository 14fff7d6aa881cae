namespace MLOpsBuild.Targets;

/// <summary>What runs, in which order and why: what <c>--plan</c> shows and the executor follows.</summary>
/// <param name="Steps">In order; every step stands after all its predecessors.</param>
public sealed record ExecutionPlan(IReadOnlyList<PlannedTarget> Steps);

/// <summary>One target in a plan.</summary>
/// <param name="Target">The target.</param>
/// <param name="Index">Its place in the plan, from 0.</param>
/// <param name="Wave">1 where nothing comes before; else one more than the latest predecessor. Targets of one wave may run at once.</param>
/// <param name="Reason">Why it is planned, as in "needed by Train".</param>
/// <param name="Predecessors">The places of the planned targets that must be over before it starts.</param>
/// <param name="SkipReason">Why it will not run; null when it will.</param>
public sealed record PlannedTarget(ExecutableTarget Target, int Index, int Wave, string Reason, IReadOnlyList<int> Predecessors, string? SkipReason);

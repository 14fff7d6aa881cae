namespace MLOpsBuild.Targets.Testing;

/// <summary>What a run in memory left.</summary>
/// <param name="ExitCode">As the process would return.</param>
/// <param name="Output">All that went to standard output.</param>
/// <param name="Error">All that went to standard error.</param>
/// <param name="Plan">The plan, with each target's status, duration and facts; empty when the run ended before planning.</param>
public sealed record BuildTestResult(int ExitCode, string Output, string Error, ExecutionPlan Plan)
{
    /// <summary>The target of that name in the plan.</summary>
    public ExecutableTarget Target(string name) =>
        Plan.Steps.Select(step => step.Target).FirstOrDefault(target => target.Name == name)
        ?? throw new ArgumentException($"No target '{name}' in the plan: {string.Join(", ", Plan.Steps.Select(step => step.Target.Name))}.", nameof(name));

    /// <summary>The names of the targets whose actions ran, in plan order.</summary>
    public IReadOnlyList<string> Ran =>
        [.. Plan.Steps.Select(step => step.Target).Where(target => target.Status is ExecutionStatus.Succeeded or ExecutionStatus.Failed or ExecutionStatus.Aborted).Select(target => target.Name)];
}

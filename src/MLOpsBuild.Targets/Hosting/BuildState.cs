using System.Reflection;

namespace MLOpsBuild.Targets;

/// <summary>What a build instance knows of its run.</summary>
internal sealed class BuildState
{
    private static readonly AsyncLocal<ExecutableTarget?> RunningTarget = new();

    public static BuildState None { get; } = new() { Options = new RunOptions() };

    public required RunOptions Options { get; init; }

    public ParameterValues? Values { get; init; }

    public ExecutionPlan Plan { get; set; } = new([]);

    public IEnumerable<ExecutableTarget> Targets => Plan.Steps.Select(step => step.Target);

    public static void Enter(ExecutableTarget target) => RunningTarget.Value = target;

    public IReadOnlyCollection<ExecutableTarget> With(params ExecutionStatus[] status) => [.. Targets.Where(it => status.Contains(it.Status))];

    public object? Parameter(MemberInfo member) => Values?.Of(member);

    public static void Report(Configure<Dictionary<string, string>>? configurator)
    {
        var target = RunningTarget.Value
            ?? throw new InvalidOperationException("ReportSummary reports facts of the running target: call it inside an action.");
        lock (target)
            target.Facts = configurator?.Invoke(new Dictionary<string, string>(target.Facts)) ?? target.Facts;
    }
}

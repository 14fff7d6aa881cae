using System.Linq.Expressions;

namespace MLOpsBuild.Targets;

/// <summary>What components see of the build that they are part of.</summary>
public interface INukeBuild
{
    /// <summary>All planned targets, in order.</summary>
    IReadOnlyCollection<ExecutableTarget> ExecutionPlan { get; }

    /// <summary>The targets the user named, or the defaults.</summary>
    IReadOnlyCollection<ExecutableTarget> InvokedTargets { get; }

    /// <summary>Planned targets that do not run, by a condition or by <c>--skip</c>.</summary>
    IReadOnlyCollection<ExecutableTarget> SkippedTargets { get; }

    /// <summary>Targets whose turn is still to come.</summary>
    IReadOnlyCollection<ExecutableTarget> ScheduledTargets { get; }

    /// <summary>Targets running now.</summary>
    IReadOnlyCollection<ExecutableTarget> RunningTargets { get; }

    /// <summary>Targets stopped by an interruption.</summary>
    IReadOnlyCollection<ExecutableTarget> AbortedTargets { get; }

    /// <summary>Targets that failed.</summary>
    IReadOnlyCollection<ExecutableTarget> FailedTargets { get; }

    /// <summary>Targets that did their work, or found it done.</summary>
    IReadOnlyCollection<ExecutableTarget> SucceededTargets { get; }

    /// <summary>Targets that are over, however they ended.</summary>
    IReadOnlyCollection<ExecutableTarget> FinishedTargets { get; }

    /// <summary>True while nothing has failed.</summary>
    bool IsSucceeding { get; }

    /// <summary>True once something has failed.</summary>
    bool IsFailing { get; }

    /// <summary>True when no target is running or to come.</summary>
    bool IsFinished { get; }

    /// <summary>What the process returns, when the build decides it.</summary>
    int? ExitCode { get; set; }

    /// <summary>The folder that holds <c>.nuke</c>.</summary>
    AbsolutePath RootDirectory { get; }

    /// <summary><c>.nuke/temp</c>, ignored by git.</summary>
    AbsolutePath TemporaryDirectory { get; }

    /// <summary>The built program.</summary>
    AbsolutePath BuildAssemblyFile { get; }

    /// <summary>The folder of the built program.</summary>
    AbsolutePath BuildAssemblyDirectory { get; }

    /// <summary>The folder of the build's project.</summary>
    AbsolutePath BuildProjectDirectory { get; }

    /// <summary>The build's project.</summary>
    AbsolutePath BuildProjectFile { get; }

    /// <summary>How much is printed.</summary>
    Verbosity Verbosity { get; }

    /// <summary>Where the build runs.</summary>
    Host Host { get; }

    /// <summary>True under <c>--plan</c>.</summary>
    bool Plan { get; }

    /// <summary>True under <c>--help</c>.</summary>
    bool Help { get; }

    /// <summary>Accepted for NUKE's sake; there is no logo.</summary>
    bool NoLogo { get; }

    /// <summary>True on a person's machine.</summary>
    bool IsLocalBuild { get; }

    /// <summary>True on a CI server.</summary>
    bool IsServerBuild { get; }

    /// <summary>True under <c>--continue</c>.</summary>
    bool Continue { get; }

    /// <summary>The part that this run does of a partitioned target.</summary>
    Partition Partition { get; }

    /// <summary>Adds facts of the running target to the summary.</summary>
    void ReportSummary(Configure<Dictionary<string, string>>? configurator = null);

    /// <summary>The value given for a component's parameter, or null: <c>string? Name => TryGetValue(() => Name);</c>.</summary>
    T? TryGetValue<T>(Expression<Func<T?>> parameterExpression)
        where T : class;

    /// <summary>The value given for a component's parameter, or the default: <c>int? Count => TryGetValue&lt;int?>(() => Count);</c>.</summary>
    T? TryGetValue<T>(Expression<Func<object?>> parameterExpression);
}

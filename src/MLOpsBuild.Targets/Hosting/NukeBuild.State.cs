using System.Linq.Expressions;

namespace MLOpsBuild.Targets;

public abstract partial class NukeBuild
{
    /// <inheritdoc/>
    public IReadOnlyCollection<ExecutableTarget> ExecutionPlan => [.. State.Targets];

    /// <inheritdoc/>
    public IReadOnlyCollection<ExecutableTarget> InvokedTargets => [.. State.Targets.Where(it => it.Invoked)];

    /// <inheritdoc/>
    public IReadOnlyCollection<ExecutableTarget> SkippedTargets => State.With(ExecutionStatus.Skipped);

    /// <inheritdoc/>
    public IReadOnlyCollection<ExecutableTarget> ScheduledTargets => State.With(ExecutionStatus.Scheduled);

    /// <inheritdoc/>
    public IReadOnlyCollection<ExecutableTarget> RunningTargets => State.With(ExecutionStatus.Running);

    /// <inheritdoc/>
    public IReadOnlyCollection<ExecutableTarget> AbortedTargets => State.With(ExecutionStatus.Aborted);

    /// <inheritdoc/>
    public IReadOnlyCollection<ExecutableTarget> FailedTargets => State.With(ExecutionStatus.Failed);

    /// <inheritdoc/>
    public IReadOnlyCollection<ExecutableTarget> SucceededTargets => State.With(ExecutionStatus.Succeeded, ExecutionStatus.UpToDate);

    /// <inheritdoc/>
    public IReadOnlyCollection<ExecutableTarget> FinishedTargets =>
        [.. State.Targets.Where(it => it.Status is not (ExecutionStatus.None or ExecutionStatus.Scheduled or ExecutionStatus.Running))];

    /// <inheritdoc/>
    public bool IsSucceeding => !IsFailing;

    /// <inheritdoc/>
    public bool IsFailing => State.Targets.Any(it => it.Status is ExecutionStatus.Failed or ExecutionStatus.Aborted);

    /// <inheritdoc/>
    public bool IsFinished => State.With(ExecutionStatus.Scheduled, ExecutionStatus.Running).Count == 0;

    /// <inheritdoc/>
    public int? ExitCode { get; set; }

    /// <inheritdoc/>
    public bool Plan => State.Options.Plan;

    /// <inheritdoc/>
    public bool Help => State.Options.Help;

    /// <inheritdoc/>
    public bool NoLogo => State.Options.NoLogo;

    /// <inheritdoc/>
    public bool Continue => State.Options.Continue;

    /// <inheritdoc/>
    public Partition Partition => State.Options.Partition;

    AbsolutePath INukeBuild.RootDirectory => RootDirectory;

    AbsolutePath INukeBuild.TemporaryDirectory => TemporaryDirectory;

    AbsolutePath INukeBuild.BuildAssemblyFile => BuildAssemblyFile;

    AbsolutePath INukeBuild.BuildAssemblyDirectory => BuildAssemblyDirectory;

    AbsolutePath INukeBuild.BuildProjectDirectory => BuildProjectDirectory;

    AbsolutePath INukeBuild.BuildProjectFile => BuildProjectFile;

    Verbosity INukeBuild.Verbosity => Verbosity;

    Host INukeBuild.Host => Host;

    bool INukeBuild.IsLocalBuild => IsLocalBuild;

    bool INukeBuild.IsServerBuild => IsServerBuild;

    T? INukeBuild.TryGetValue<T>(Expression<Func<T?>> parameterExpression)
        where T : class => (T?)State.Parameter(ExpressionValue.Member(parameterExpression));

    T? INukeBuild.TryGetValue<T>(Expression<Func<object?>> parameterExpression)
        where T : default => (T?)State.Parameter(ExpressionValue.Member(parameterExpression));
}

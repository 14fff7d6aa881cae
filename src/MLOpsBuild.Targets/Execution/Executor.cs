namespace MLOpsBuild.Targets;

/// <summary>Follows a plan: starts what is ready in plan order, as many at once as allowed, and settles the rest after a failure.</summary>
internal sealed class Executor(ExecutionPlan plan, int parallel, TimeProvider time, IRunObserver observer)
{
    private readonly int[] waiting = [.. plan.Steps.Select(step => step.Predecessors.Count)];
    private readonly List<int>?[] successors = Successors(plan);
    private readonly PriorityQueue<int, int> ready = new();
    private readonly Dictionary<Task<TargetEnd>, PlannedTarget> running = [];
    private readonly ResourcePool resources = new();
    private readonly List<(int Place, TargetFailure Failure)> failures = [];
    private ExecutableTarget? stoppedBy;

    public async Task<RunOutcome> Run(CancellationToken interrupted)
    {
        foreach (var step in plan.Steps)
        {
            step.Target.Status = ExecutionStatus.Scheduled;
            if (waiting[step.Index] == 0)
                ready.Enqueue(step.Index, step.Index);
        }

        while (true)
        {
            Start(interrupted);
            if (running.Count == 0)
                break;
            var over = running.Count == 1 ? running.Keys.First() : await Task.WhenAny(running.Keys);
            var end = await over;
            running.Remove(over, out var step);
            resources.Release(step!.Target);
            Settle(step, end);
        }

        var ordered = failures.OrderBy(it => it.Place).Select(it => it.Failure).ToList();
        return new RunOutcome(ordered, interrupted.IsCancellationRequested);
    }

    private void Start(CancellationToken interrupted)
    {
        var blocked = new List<int>();
        while (running.Count < parallel && ready.TryDequeue(out var place, out _))
        {
            var step = plan.Steps[place];
            if (SettledWithoutRunning(step, interrupted) is { } end)
                Settle(step, end);
            else if (!resources.TryTake(step.Target))
                blocked.Add(place);
            else
                running.Add(Begin(step.Target, interrupted), step);
        }

        foreach (var place in blocked)
            ready.Enqueue(place, place);
    }

    private Task<TargetEnd> Begin(ExecutableTarget target, CancellationToken interrupted)
    {
        var token = target.AssuredAfterFailure && interrupted.IsCancellationRequested ? CancellationToken.None : interrupted;
        return Task.Run(() => new TargetRunner(target, time, observer).Run(token), CancellationToken.None);
    }

    private TargetEnd? SettledWithoutRunning(PlannedTarget step, CancellationToken interrupted)
    {
        var target = step.Target;
        if ((step.SkipReason ?? LeftBehind(target)) is { } reason)
            return new TargetEnd(ExecutionStatus.Skipped, Reason: reason);
        if ((stoppedBy is not null || interrupted.IsCancellationRequested) && !target.AssuredAfterFailure)
            return new TargetEnd(ExecutionStatus.NotRun, Reason: stoppedBy is null ? "interrupted" : $"{stoppedBy.Name} failed");
        var definition = target.Definition;
        return definition.Actions.Count == 0 && definition.DynamicConditions.Count == 0 && definition.Freshness is null
            ? new TargetEnd(ExecutionStatus.Collective)
            : null;
    }

    private void Settle(PlannedTarget step, TargetEnd end)
    {
        var target = step.Target;
        target.Status = end.Status;
        target.Skipped = end.Reason ?? target.Skipped;
        target.OnlyWhen = end.OnlyWhen ?? target.OnlyWhen;
        if (end.Cause is not null)
            failures.Add((step.Index, new TargetFailure(target, end.Cause)));
        if (end.Status is ExecutionStatus.Failed && !target.ProceedAfterFailure)
            stoppedBy ??= target;
        observer.Changed(target);
        foreach (var successor in successors[step.Index] ?? [])
        {
            if (--waiting[successor] == 0)
                ready.Enqueue(successor, successor);
        }
    }

    /// <summary>Why a triggered target does not run: all that would trigger it were skipped, and nothing that may still run depends on it. The same whatever ran at once.</summary>
    private string? LeftBehind(ExecutableTarget target)
    {
        var source = target.TriggeredBy.Find(it => it.Status == ExecutionStatus.Skipped && LetsGo(it));
        if (source is null || target.Invoked)
            return null;
        var isNeeded = plan.Steps.Any(step => IsTrigger(step.Target) ? !LetsGo(step.Target)
            : step.Target.Dependencies.Contains(target) && (step.SkipReason is null || step.Target.DependencyBehavior == DependencyBehavior.Execute));
        return isNeeded ? null : $"only {source.Name} needs it";

        bool IsTrigger(ExecutableTarget other) => target.TriggeredBy.Contains(other);
        static bool LetsGo(ExecutableTarget skipped) => skipped.Status == ExecutionStatus.Skipped && skipped.DependencyBehavior == DependencyBehavior.Skip;
    }

    private static List<int>?[] Successors(ExecutionPlan plan)
    {
        var result = new List<int>?[plan.Steps.Count];
        foreach (var step in plan.Steps)
        {
            foreach (var before in step.Predecessors)
                (result[before] ??= []).Add(step.Index);
        }

        return result;
    }
}

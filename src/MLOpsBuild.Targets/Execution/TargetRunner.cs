namespace MLOpsBuild.Targets;

/// <summary>Carries out one target: conditions, freshness, then its actions with their time limit and retries.</summary>
internal sealed class TargetRunner(ExecutableTarget target, TimeProvider time, IRunObserver observer)
{
    private static readonly TimeSpan Grace = TimeSpan.FromSeconds(2);
    private readonly TargetDefinition definition = target.Definition;

    public async Task<TargetEnd> Run(CancellationToken interrupted)
    {
        using var turn = observer.Enter(target);
        var start = time.GetTimestamp();
        target.Start = start;
        try
        {
            return Unmet(definition.DynamicConditions) is { } conditions
                ? new TargetEnd(ExecutionStatus.Skipped, OnlyWhen: conditions)
                : await RunOrSkip(turn, interrupted);
        }
        catch (Exception) when (interrupted.IsCancellationRequested)
        {
            return new TargetEnd(ExecutionStatus.Aborted);
        }
        catch (Exception e)
        {
            return new TargetEnd(ExecutionStatus.Failed, Cause: e is System.Reflection.TargetInvocationException { InnerException: { } inner } ? inner : e);
        }
        finally
        {
            target.Duration = time.GetElapsedTime(start);
        }
    }

    /// <summary>The conditions that do not hold, as text; null when all do.</summary>
    public static string? Unmet(List<Condition> conditions)
    {
        var unmet = conditions.Where(condition => !condition.Holds()).Select(condition => condition.Text).ToList();
        return unmet.Count == 0 ? null : string.Join(" && ", unmet);
    }

    private async Task<TargetEnd> RunOrSkip(ITargetTurn turn, CancellationToken interrupted)
    {
        target.Status = ExecutionStatus.Running;
        if (definition.Freshness?.Invoke() is { IsUpToDate: true } fresh)
        {
            target.Facts = new Dictionary<string, string>(fresh.Facts);
            return new TargetEnd(ExecutionStatus.UpToDate, fresh.Reason);
        }

        if (definition.Actions.Count == 0)
            return new TargetEnd(ExecutionStatus.Collective);
        Consumption.Require(target);
        turn.Begin();
        observer.Changed(target);
        var attempts = 1 + (definition.Retries?.Times ?? 0);
        for (var attempt = 1; ; attempt++)
        {
            target.Attempts = attempt;
            try
            {
                await RunActions(interrupted);
                // What was done while children were being stopped is not to be trusted.
                return new TargetEnd(interrupted.IsCancellationRequested ? ExecutionStatus.Aborted : ExecutionStatus.Succeeded);
            }
            catch (Exception e) when (attempt < attempts && !interrupted.IsCancellationRequested && e is not UserMistakeException && !StillRuns(e))
            {
                await Console.Error.WriteLineAsync($"{target.Name}: attempt {attempt} of {attempts} failed ({e.Message}); again, because: {definition.Retries!.Reason}");
            }
        }
    }

    /// <summary>True where the time limit is over and the action heeds no cancellation: another attempt would run beside it.</summary>
    private static bool StillRuns(Exception failure) => failure is TargetFailedException { InnerException: TimeoutException };

    private async Task RunActions(CancellationToken interrupted)
    {
        if (definition.TimeLimit is not { } limit)
        {
            await All(interrupted);
            return;
        }

        using var timeout = new CancellationTokenSource(limit, time);
        using var both = CancellationTokenSource.CreateLinkedTokenSource(timeout.Token, interrupted);
        try
        {
            await Task.Run(() => All(both.Token), CancellationToken.None).WaitAsync(limit + Grace, time, CancellationToken.None);
        }
        catch (Exception e) when (e is TimeoutException or OperationCanceledException && timeout.IsCancellationRequested && !interrupted.IsCancellationRequested)
        {
            throw new TargetFailedException($"{target.Name} took longer than its limit of {Durations.Write(limit)}. Raise Timeout(...) or find what hangs.", e);
        }
    }

    private async Task All(CancellationToken token)
    {
        foreach (var action in definition.Actions)
        {
            token.ThrowIfCancellationRequested();
            await action(token);
        }
    }
}

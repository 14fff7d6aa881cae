namespace MLOpsBuild.Targets;

/// <summary>What <c>--report</c> tells of a run; docs/run-report.md describes it.</summary>
internal sealed record RunReport
{
    public required DateTimeOffset Started { get; init; }

    public required TimeSpan Total { get; init; }

    /// <summary>"done", "failed" or "interrupted".</summary>
    public required string Result { get; init; }

    public required int ExitCode { get; init; }

    public required int Parallel { get; init; }

    public required string Host { get; init; }

    public required IReadOnlyList<ReportedTarget> Targets { get; init; }

    /// <param name="run">The run that is over.</param>
    /// <param name="outcome">How it ended.</param>
    /// <param name="start">The clock's timestamp at its start.</param>
    /// <param name="total">How long it took.</param>
    public static RunReport Of(PreparedRun run, RunOutcome outcome, long start, TimeSpan total)
    {
        var failures = outcome.Failures.ToDictionary(failure => failure.Target, failure => FailureText.Of(failure.Cause));
        return new RunReport
        {
            Started = run.World.Time.GetUtcNow() - total,
            Total = total,
            Result = outcome.IsInterrupted ? "interrupted" : outcome.Failures.Count > 0 ? "failed" : "done",
            ExitCode = run.Build.ExitCode ?? outcome.ExitCode,
            Parallel = run.Options.Parallel,
            Host = run.World.Host.Name,
            Targets = [.. run.Plan.Steps.Select(Target)],
        };

        ReportedTarget Target(PlannedTarget step) => new()
        {
            Name = step.Target.Name,
            Description = step.Target.Description,
            Reason = step.Reason,
            Wave = step.Wave,
            After = [.. step.Predecessors.Select(place => run.Plan.Steps[place].Target.Name)],
            Status = StatusNames.Of(step.Target.Status),
            Why = Mask(step.Target.OnlyWhen is { } conditions ? $"only when {conditions}" : step.Target.Skipped),
            Start = step.Target is { Start: { } began, Status: not ExecutionStatus.Skipped } ? run.World.Time.GetElapsedTime(start, began) : null,
            Duration = step.Target.Duration,
            Attempts = step.Target.Attempts,
            Facts = [.. step.Target.SummaryInformation.Select(it => KeyValuePair.Create(Mask(it.Key)!, Mask(it.Value)!))],
            Error = Mask(failures.GetValueOrDefault(step.Target)),
        };

        string? Mask(string? text) => text is null ? null : run.World.Masker.Apply(text);
    }
}

/// <summary>What the report tells of one target.</summary>
internal sealed record ReportedTarget
{
    public required string Name { get; init; }

    public required string? Description { get; init; }

    /// <summary>Why it was planned.</summary>
    public required string Reason { get; init; }

    public required int Wave { get; init; }

    public required IReadOnlyList<string> After { get; init; }

    /// <summary>As in the summary: "succeeded", "up to date", ...</summary>
    public required string Status { get; init; }

    /// <summary>Why it was skipped, not run, or found up to date.</summary>
    public required string? Why { get; init; }

    /// <summary>When its turn came, from the start of the run; null where it never came.</summary>
    public required TimeSpan? Start { get; init; }

    public required TimeSpan Duration { get; init; }

    public required int Attempts { get; init; }

    public required IReadOnlyList<KeyValuePair<string, string>> Facts { get; init; }

    public required string? Error { get; init; }
}

using System.Text;

namespace MLOpsBuild.Targets;

/// <summary>The table at the end, with the facts that targets report, then what failed.</summary>
internal static class Summary
{
    public static void Write(PreparedRun run, RunOutcome outcome, TimeSpan total)
    {
        var style = new Style(run.World.HasColour);
        if (run.Options.Verbosity != Verbosity.Quiet || outcome.ExitCode != ExitCodes.Done)
            run.World.Out.Write(Table(run.Plan, total, style));
        var verdict = outcome switch
        {
            { IsInterrupted: true } => style.Red("Interrupted."),
            { Failures.Count: > 0 } => style.Red("Failed."),
            _ => style.Green("Done."),
        };
        if (run.Options.Verbosity != Verbosity.Quiet)
            run.World.Out.WriteLine(verdict);
        run.World.Out.Flush();
        foreach (var failure in outcome.Failures)
            run.World.Error.WriteLine(Failure(failure, run, style));
        run.World.Error.Flush();
    }

    internal static string Table(ExecutionPlan plan, TimeSpan total, Style style)
    {
        var targets = plan.Steps.Select(step => step.Target).Where(it => it.Status != ExecutionStatus.Collective || it.SummaryInformation.Count > 0).ToList();
        if (targets.Count == 0)
            return "";
        var width = Math.Max(8, targets.Max(it => it.Name.Length));
        var line = new string('-', width + 28);
        var text = new StringBuilder("\n");
        text.Append("Target".PadRight(width)).Append("  Status      ").Append("Duration".PadLeft(10)).Append('\n').Append(line).Append('\n');
        foreach (var target in targets)
        {
            text.Append(target.Name.PadRight(width)).Append("  ").Append(Status(target, style));
            text.Append(HasRun(target) ? Durations.Write(target.Duration).PadLeft(10) : "".PadLeft(10));
            text.Append(Details(target) is { Length: > 0 } details ? "  " + style.Dim(details) : "").Append('\n');
        }

        text.Append(line).Append('\n').Append("Total".PadRight(width + 14)).Append(Durations.Write(total).PadLeft(10)).Append('\n');
        return string.Join('\n', text.ToString().Split('\n').Select(it => it.TrimEnd()));
    }

    private static string Details(ExecutableTarget target)
    {
        var facts = target.SummaryInformation.Select(it => $"{it.Key}: {it.Value}");
        var reason = target.OnlyWhen is { } conditions ? $"only when {conditions}" : target.Skipped;
        return string.Join(", ", reason is null ? facts : facts.Prepend(reason));
    }

    private static bool HasRun(ExecutableTarget target) =>
        target.Status is ExecutionStatus.Succeeded or ExecutionStatus.Failed or ExecutionStatus.Aborted or ExecutionStatus.UpToDate;

    private static string Status(ExecutableTarget target, Style style) => target.Status switch
    {
        ExecutionStatus.Succeeded or ExecutionStatus.UpToDate => style.Green(Name(target)),
        ExecutionStatus.Failed or ExecutionStatus.Aborted => style.Red(Name(target)),
        ExecutionStatus.NotRun => style.Yellow(Name(target)),
        ExecutionStatus.Skipped => style.Dim(Name(target)),
        _ => Name(target),
    };

    private static string Name(ExecutableTarget target) => StatusNames.Of(target.Status).PadRight(12);

    private static string Failure(TargetFailure failure, PreparedRun run, Style style)
    {
        var cause = failure.Cause;
        var message = FailureText.Of(cause);
        if (!FailureText.IsExpected(cause))
            message = run.Options.Verbosity == Verbosity.Verbose ? cause.ToString() : message + "\n(--verbosity verbose shows where)";
        return run.World.Host == Host.GitHubActions
            ? $"::error title={failure.Target.Name}::{message.Replace("%", "%25", StringComparison.Ordinal).Replace("\r", "%0D", StringComparison.Ordinal).Replace("\n", "%0A", StringComparison.Ordinal)}"
            : style.Red($"{failure.Target.Name} failed: ") + message;
    }
}

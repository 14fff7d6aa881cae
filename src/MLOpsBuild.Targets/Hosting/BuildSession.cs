namespace MLOpsBuild.Targets;

/// <summary>Carries a prepared run out and reports on it.</summary>
internal sealed class BuildSession : IRunObserver
{
    private readonly NukeBuild build;
    private readonly OutputBoard board;

    private BuildSession(PreparedRun run)
    {
        build = run.Build;
        board = new OutputBoard(run.World.Out, run.World.Error, HeadingsFor(run));
    }

    public static async Task<int> Run(PreparedRun run, CancellationToken interrupted)
    {
        var world = run.World;
        var session = new BuildSession(run);
        run.Build.OnBuildInitialized();
        var start = world.Time.GetTimestamp();
        var outcome = await session.Execute(run, interrupted);
        var total = world.Time.GetElapsedTime(start);
        run.Build.OnBuildFinished();
        Summary.Write(run, outcome, total);
        var code = run.Build.ExitCode ?? outcome.ExitCode;
        try
        {
            Attempt.Save(world, run.Plan, outcome.ExitCode != ExitCodes.Done);
            if (run.Options.Report is { } file)
                ReportFiles.Write(file, RunReport.Of(run, outcome, start, total));
            return code;
        }
        catch (EnvironmentLacksException e) when (code != ExitCodes.Done)
        {
            // Why the run failed counts more than that nothing can be written about it.
            await world.Error.WriteLineAsync(e.Message);
            return code;
        }
    }

    public ITargetTurn Enter(ExecutableTarget target)
    {
        var output = board.Open(target.Name);
        ConsoleRouter.Use(output);
        BuildState.Enter(target);
        return output;
    }

    public void Changed(ExecutableTarget target)
    {
        switch (target.Status)
        {
            case ExecutionStatus.Running:
                build.OnTargetRunning(target.Name);
                break;
            case ExecutionStatus.Skipped:
                build.OnTargetSkipped(target.Name);
                break;
            case ExecutionStatus.Failed:
                build.OnTargetFailed(target.Name);
                break;
            case ExecutionStatus.Succeeded or ExecutionStatus.UpToDate:
                build.OnTargetSucceeded(target.Name);
                break;
        }
    }

    private async Task<RunOutcome> Execute(PreparedRun run, CancellationToken interrupted)
    {
        var world = run.World;
        using var progress = world.HasProgress && !world.Host.IsServer ? new ProgressLine(board.Gate, world.Out, run.Plan, world.Time, world.Width) : null;
        board.Mind(progress);
        return await new Executor(run.Plan, run.Options.Parallel, world.Time, this).Run(interrupted);
    }

    private static IHeadings HeadingsFor(PreparedRun run) =>
        run.Options.Verbosity is Verbosity.Minimal or Verbosity.Quiet ? new NoHeadings()
        : run.World.Host == Host.GitHubActions ? new GitHubHeadings()
        : new PlainHeadings(new Style(run.World.HasColour));
}

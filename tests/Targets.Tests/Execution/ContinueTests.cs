namespace MLOpsBuild.Targets.Tests.Execution;

public sealed class ContinueTests
{
    [Fact]
    public async Task A_continued_run_does_what_is_left_and_then_forgets()
    {
        var isBroken = true;
        using var host = new BuildTestHost<Chain> { Prepare = build => build.Fails = () => isBroken };
        Assert.Equal(["Prepare", "Train", "Cleans"], (await host.Run("Deploy")).Ran);
        isBroken = false;
        var second = await host.Run("Deploy", "--continue");
        Assert.Equal(["Train", "Deploy", "Cleans"], second.Ran);
        Assert.Matches("Prepare +skipped +done in the last attempt\n", second.Output);
        Assert.Equal(["Prepare", "Train", "Deploy", "Cleans"], (await host.Run("Deploy", "--continue")).Ran);
    }

    [Fact]
    public async Task What_an_earlier_attempt_did_stays_done_over_several_failures()
    {
        using var host = new BuildTestHost<Chain> { Prepare = build => build.Fails = () => true };
        await host.Run("Deploy");
        await host.Run("Deploy", "--continue");
        Assert.Equal(["Train", "Cleans"], (await host.Run("Deploy", "--continue")).Ran);
    }

    [Fact]
    public async Task The_failed_run_of_other_targets_is_not_continued()
    {
        using var host = new BuildTestHost<Chain> { Prepare = build => build.Fails = () => true };
        await host.Run("Train");
        var result = await host.Run("Deploy", "--continue");
        Assert.Equal(2, result.ExitCode);
        Assert.StartsWith("--continue: the last failed run was of other targets (Train). Name the same, or leave out --continue.\n", result.Error);
    }

    [Fact]
    public async Task A_damaged_note_is_told()
    {
        using var host = new BuildTestHost<Chain>();
        (host.Root / ".nuke" / "temp" / "attempt.json").WriteAllText("{");
        var result = await host.Run("Deploy", "--continue");
        Assert.Equal(2, result.ExitCode);
        Assert.Matches("^--continue: .*attempt.json cannot be read \\(.*\\)\\. Run without --continue\\.\n", result.Error);
    }

    [Fact]
    public async Task The_plan_shows_what_is_left()
    {
        using var host = new BuildTestHost<Chain> { Prepare = build => build.Fails = () => true };
        await host.Run("Deploy");
        Assert.Contains("1. Prepare  needed by Train     would skip: done in the last attempt\n", (await host.Run("Deploy", "--continue", "--plan")).Output);
    }

    [Fact]
    public async Task A_note_that_cannot_be_written_does_not_hide_the_failure()
    {
        using var host = new BuildTestHost<Chain> { Prepare = build => build.Fails = () => true };
        (host.Root / ".nuke" / "temp").WriteAllText("a file where the folder should be");
        var result = await host.Run("Deploy");
        Assert.Equal(1, result.ExitCode);
        Assert.Matches("^Train failed: broken\nWhat this run finished cannot be noted for --continue \\(.*\\)\\.\n$", result.Error);
    }

    private sealed class Chain : NukeBuild
    {
        public Func<bool> Fails { get; set; } = () => false;

        private Target Prepare => _ => _.Executes(() => { });

        private Target Train => _ => _.DependsOn(Prepare).Triggers(Cleans).Executes(() =>
        {
            if (Fails())
                throw new TargetFailedException("broken");
        });

        private Target Deploy => _ => _.DependsOn(Train).Executes(() => { });

        private Target Cleans => _ => _.After(Deploy).AssuredAfterFailure().Executes(() => { });
    }
}

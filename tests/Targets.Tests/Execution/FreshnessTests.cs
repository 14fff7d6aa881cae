namespace MLOpsBuild.Targets.Tests.Execution;

public sealed class FreshnessTests
{
    [Fact]
    public async Task What_is_up_to_date_does_not_run_and_shows_its_facts()
    {
        using var host = new BuildTestHost<Stages>();
        var result = await host.Run("Train");
        Assert.Equal(["Train"], result.Ran);
        Assert.Equal(ExecutionStatus.UpToDate, result.Target("Prepare").Status);
        Assert.Matches(@"Prepare +up to date +\d+ ms  inputs unchanged, rows: 1000\n", result.Output);
        Assert.Matches(@"Train +succeeded +\d+ ms  AUC: 0.81, leaves: 15\n", result.Output);
    }

    [Fact]
    public async Task The_plan_asks_too_and_says_why()
    {
        using var host = new BuildTestHost<Stages>();
        Assert.Equal(
            """
              1. Prepare  needed by Train  up to date: inputs unchanged
              2. Train    invoked          would run: Prepare's data changed
                 wave 2, after Prepare
            Nothing was run: this is the plan.

            """,
            (await host.Run("Train", "--plan")).Output);
    }

    [Fact]
    public async Task The_plan_for_machines_has_the_same()
    {
        using var host = new BuildTestHost<Stages>();
        var result = await host.Run("Train", "--plan", "--format", "json");
        using var json = System.Text.Json.JsonDocument.Parse(result.Output);
        Assert.Equal(1, json.RootElement.GetProperty("version").GetInt32());
        var targets = json.RootElement.GetProperty("targets");
        Assert.Equal(["up-to-date", "run"], targets.EnumerateArray().Select(it => it.GetProperty("verdict").GetString()));
        Assert.Equal(["inputs unchanged", "Prepare's data changed"], targets.EnumerateArray().Select(it => it.GetProperty("why").GetString()));
    }

    [Fact]
    public async Task A_probe_that_fails_fails_its_target()
    {
        using var host = new BuildTestHost<Stages>();
        var result = await host.Run("Unreadable");
        Assert.Equal(1, result.ExitCode);
        Assert.Equal("Unreadable failed: cannot read\n", result.Error);
    }

    private sealed class Stages : NukeBuild
    {
        private Target Prepare => _ => _
            .UpToDateWhen(() => Freshness.UpToDate("inputs unchanged", new Dictionary<string, string> { ["rows"] = "1000" }))
            .Executes(() => throw new TargetFailedException("must not run"));

        private Target Train => _ => _
            .DependsOn(Prepare)
            .UpToDateWhen(() => Freshness.Stale("Prepare's data changed"))
            .Executes(() => ReportSummary(_ => _.AddPair("AUC", 0.81).AddPair("leaves", 15)));

        private Target Unreadable => _ => _.UpToDateWhen(() => throw new TargetFailedException("cannot read")).Executes(() => { });
    }
}

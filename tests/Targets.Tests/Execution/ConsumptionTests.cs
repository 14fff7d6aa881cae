namespace MLOpsBuild.Targets.Tests.Execution;

public sealed class ConsumptionTests
{
    [Fact]
    public async Task What_was_left_is_consumed()
    {
        using var host = new BuildTestHost<Handing>();
        Assert.Equal(["Leaves", "Takes"], (await host.Run("Takes")).Ran);
        Assert.Equal(["Takes"], (await host.Run("Takes", "--skip")).Ran);
    }

    [Fact]
    public async Task What_is_missing_because_its_producer_is_left_out_is_told_before_anything_runs()
    {
        using var host = new BuildTestHost<Handing>();
        var result = await host.Run("Takes", "--skip");
        Assert.Equal(2, result.ExitCode);
        Assert.StartsWith("T120 Target Takes consumes 'out/*.csv' of Leaves, which is not there, and Leaves would not run (by --skip). Let it run, or bring the artifact.\n", result.Error);
        Assert.Equal(0, (await host.Run("Takes", "--skip", "--plan")).ExitCode);
    }

    [Fact]
    public async Task What_nobody_planned_makes_is_missed_before_anything_runs_too()
    {
        using var host = new BuildTestHost<Handing>();
        Assert.StartsWith("T120 Target Alone consumes 'out/*.csv' of Leaves, which is not there, and Leaves would not run (not planned).", (await host.Run("Alone")).Error);
        await host.Run("Leaves");
        Assert.Equal(["Alone"], (await host.Run("Alone")).Ran);
    }

    [Fact]
    public async Task What_its_producer_forgot_to_leave_fails_who_consumes_it()
    {
        using var host = new BuildTestHost<Handing> { Prepare = build => build.Forgets = true };
        var result = await host.Run("Takes");
        Assert.Equal(1, result.ExitCode);
        Assert.Equal(["Leaves", "Takes"], result.Ran);
        Assert.Equal("Takes failed: It consumes 'out/*.csv' of Leaves, which has not left it. Run Leaves, or bring the artifact.\n", result.Error);
    }

    private sealed class Handing : NukeBuild
    {
        public bool Forgets { get; set; }

        private Target Leaves => _ => _.Produces("out/*.csv").Executes(() =>
        {
            if (!Forgets)
                (RootDirectory / "out" / "deep" / "rows.csv").WriteAllText("1\n");
        });

        private Target Alone => _ => _.Consumes(Leaves).Executes(() => { });

        private Target Takes => _ => _.DependsOn(Leaves).Consumes(Leaves).Executes(() => { });
    }
}

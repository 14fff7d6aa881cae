namespace MLOpsBuild.Targets.Tests.Execution;

public sealed class TargetResultTests
{
    [Fact]
    public async Task A_result_reaches_who_takes_it_and_orders_the_two()
    {
        using var host = new BuildTestHost<Counting>();
        var result = await host.Run("Train");
        Assert.Equal(["Prepare", "Train"], result.Ran);
        Assert.Contains("trained on 1000 rows\n", result.Output);
    }

    [Fact]
    public async Task To_leave_out_who_returns_it_is_refused_before_anything_runs()
    {
        using var host = new BuildTestHost<Counting>();
        var result = await host.Run("Train", "--skip");
        Assert.Equal(2, result.ExitCode);
        Assert.Equal("T119 Target Train takes rows from Prepare, which would not run (by --skip). Let Prepare run, or say in rows how to have it otherwise.\nSee ./build.sh --help.\n", result.Error);
        Assert.Empty(result.Ran);
    }

    [Fact]
    public async Task What_can_be_had_otherwise_needs_nobody_to_run()
    {
        using var host = new BuildTestHost<Counting>();
        Assert.Contains("seed 7\n", (await host.Run("Sample", "--skip")).Output);
        Assert.Contains("seed 8\n", (await host.Run("Sample")).Output);
    }

    [Fact]
    public async Task A_continued_run_makes_results_anew()
    {
        using var host = new BuildTestHost<Counting>();
        await host.Run("Breaks");
        Assert.Equal(["Prepare", "Breaks"], (await host.Run("Breaks", "--continue")).Ran);
    }

    [Fact]
    public async Task A_result_that_nobody_returns_is_refused()
    {
        using var host = new BuildTestHost<Nobody>();
        var result = await host.Run("Train");
        Assert.Equal(2, result.ExitCode);
        Assert.StartsWith("T100 Target Nobody.Train: it takes rows, which no target returns. Say .Returns(rows, ...) where it is made, and keep it in a field.\n", result.Error);
    }

    [Fact]
    public async Task A_result_that_two_return_is_refused()
    {
        using var host = new BuildTestHost<Two>();
        Assert.StartsWith("T100 Target Two.Second: it returns rows, as First does. Give each its own result.\n", (await host.Run("First")).Error);
    }

    [Fact]
    public async Task A_value_read_without_taking_it_is_told()
    {
        using var host = new BuildTestHost<Counting>();
        var result = await host.Run("Steals");
        Assert.Equal(1, result.ExitCode);
        Assert.StartsWith("Steals failed: A result of type Int32 has no value:", result.Error);
    }

    private sealed class Counting : NukeBuild
    {
        private readonly TargetResult<int> rows = new();
        private readonly TargetResult<int> seed = new(() => 7);

        private Target Prepare => _ => _.Returns(rows, async token =>
        {
            await Task.Delay(1, token);
            return 1000;
        });

        private Target Train => _ => _.Takes(rows).Executes(() => Console.WriteLine($"trained on {rows.Value} rows"));

        private Target Breaks => _ => _.Takes(rows).Executes(() => throw new TargetFailedException($"{rows.Value} rows"));

        private Target Seed => _ => _.Returns(seed, () => 8);

        private Target Sample => _ => _.Takes(seed).Executes(() => Console.WriteLine($"seed {seed.Value}"));

        private Target Steals => _ => _.Executes(() => Console.WriteLine(rows.Value));
    }

    private sealed class Nobody : NukeBuild
    {
        private readonly TargetResult<int> rows = new();

        private Target Train => _ => _.Takes(rows).Executes(() => { });
    }

    private sealed class Two : NukeBuild
    {
        private readonly TargetResult<int> rows = new();

        private Target First => _ => _.Returns(rows, () => 1);

        private Target Second => _ => _.Returns(rows, () => 2);
    }
}

using System.Globalization;

namespace MLOpsBuild.Delivery.Tests;

/// <summary>The deploying process is killed; what served before serves on, and the next deploy puts everything right.</summary>
public sealed class KillTests(Releases releases)
{
    private const int Sample = 8;

    /// <summary>A sample, at an even stride, that is another one each day.</summary>
    [Fact]
    public Task A_deploy_killed_before_some_of_its_writes_syncs_and_renames_leaves_a_release_serving_and_is_finished_by_the_next() => EachAsync(steps =>
    {
        var stride = steps / Sample;
        return Enumerable.Range(0, Sample).Select(turn => (turn * stride) + (DateTime.UtcNow.DayOfYear * 7 % stride));
    });

    /// <summary>All of them, which takes a quarter of an hour.</summary>
    [Fact(Explicit = true)]
    public Task A_deploy_killed_before_any_of_its_writes_syncs_and_renames_leaves_a_release_serving_and_is_finished_by_the_next() => EachAsync(steps => Enumerable.Range(0, steps));

    private async Task EachAsync(Func<int, IEnumerable<int>> choose)
    {
        await using var machine = new Machine();
        var (serving, next) = (releases.First, releases.Second);
        await machine.DeployAsync(next, keep: 1);
        await machine.DeployAsync(serving, keep: 1);
        var steps = await StepsAsync(machine, next);
        (serving, next) = (next, serving);
        var killed = 0;
        foreach (var step in choose(steps.Length))
        {
            using var child = Child.Deploys(machine, next, keep: 1, killBefore: step);
            var (code, output) = await child.EndAsync();
            Assert.True(code == 137, output);
            killed++;

            var at = string.Create(CultureInfo.InvariantCulture, $"killed before {step}, '{steps[step]}'");
            Assert.Contains((await machine.AskAsync(releases.Row)).Release, (string[])[serving.Version, next.Version]);
            var isHalfDone = File.Exists(machine.Paths.Journal);
            var outcome = await machine.DeployAsync(next, keep: 1);
            await IsTidyAsync(machine, outcome, next);
            Assert.Equal((next.Version, releases.Probability), await machine.AskAsync(releases.Row));
            Assert.True(isHalfDone == outcome.Repairs.Any(repair => repair.Contains(FormattableString.Invariant($"by process {child.Pid} was interrupted while it "), StringComparison.Ordinal)), at);
            (serving, next) = (next, serving);
        }

        TestContext.Current.TestOutputHelper!.WriteLine(string.Create(CultureInfo.InvariantCulture, $"A deploy takes {steps.Length} steps to be killed before; {killed} were tried."));
        Assert.NotEqual(0, killed);
    }

    /// <summary>What a deploy does to files, step by step.</summary>
    private static async Task<string[]> StepsAsync(Machine machine, Release release)
    {
        using var child = Child.Deploys(machine, release, keep: 1, killBefore: int.MaxValue);
        var (code, output) = await child.EndAsync();
        Assert.True(code == 0, output);
        return await File.ReadAllLinesAsync(ChildTasks.StepsOf(machine.Folder), TestContext.Current.CancellationToken);
    }

    [Theory]
    [InlineData(Progress.CopiesTheServer)]
    [InlineData(Progress.StartsTheServer)]
    [InlineData(Progress.HasStartedIt)]
    internal async Task A_first_deploy_that_is_killed_is_finished_by_the_next(Progress moment)
    {
        await using var machine = new Machine();
        using var child = Child.Deploys(machine, releases.First);
        await child.KillWhenAsync(() => DeployProgress.Of(machine, "0.1.0") >= moment);

        var status = await machine.StatusAsync();
        Assert.StartsWith(FormattableString.Invariant($"The deploy of release 0.1.0 by process {child.Pid} was interrupted while it "), status.Note, StringComparison.Ordinal);
        Assert.EndsWith("). The next deploy, rollback or stop puts it right.", status.Note, StringComparison.Ordinal);
        var outcome = await machine.DeployAsync(releases.First);
        Assert.NotEmpty(outcome.Repairs);
        await IsTidyAsync(machine, outcome, releases.First);
    }

    [Fact]
    public async Task A_stop_puts_an_interrupted_deploy_right_too()
    {
        await using var machine = new Machine();
        using var child = Child.Deploys(machine, releases.First);
        await child.KillWhenAsync(() => DeployProgress.Of(machine, "0.1.0") >= Progress.TriesTheRelease);

        await machine.StopAsync();

        Assert.Empty(machine.Servers);
        Assert.Null((await machine.StatusAsync()).Note);
    }

    [Fact]
    public async Task A_server_outlives_the_process_that_deployed_it()
    {
        await using var machine = new Machine();
        using var child = Child.Deploys(machine, releases.First);
        var (code, output) = await child.EndAsync();

        Assert.True(code == 0, output);
        Assert.Equal("0.1.0", (await machine.AskAsync(releases.Row)).Release);
        Assert.Equal("0.1.0", await machine.StopAsync());
    }

    private static async Task IsTidyAsync(Machine machine, DeployOutcome outcome, Release release)
    {
        Assert.Equal((release.Version, release.Digest), (outcome.Version, outcome.Digest));
        Assert.Equal([outcome.Pid], machine.Servers);
        var status = await machine.StatusAsync();
        Assert.Equal((DeploymentHealth.Healthy, release.Version, outcome.Pid, (string?)null), (status.Health, status.Version, status.Pid, status.Note));
        Assert.Equal(["current", "lock", "releases", "state.json"], Directory.EnumerateFileSystemEntries(machine.Folder).Select(Path.GetFileName).Order(StringComparer.Ordinal));
        Assert.Equal([release.Version], Directory.EnumerateDirectories(machine.Paths.Releases).Select(Path.GetFileName));
    }
}

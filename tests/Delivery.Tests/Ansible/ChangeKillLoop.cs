using System.Collections.Immutable;
using System.Globalization;
using System.Text.RegularExpressions;

namespace MLOpsBuild.Delivery.Tests;

/// <summary>Kills a host's module before one change after the other of a deploy between two releases, under load, and requires each time what a host must be then.</summary>
internal sealed class ChangeKillLoop(Fleet fleet, ChangeKills kills, ReleaseOrder first, ReleaseOrder second, string row)
{
    private static readonly TimeSpan Pace = TimeSpan.FromMilliseconds(250);

    /// <summary>Those that a regular expression in <c>MLOPSBUILD_TEST_KILL_AT</c> is met by, such as <c>^17 |rename</c>; without it, all.</summary>
    public static IEnumerable<Change> Wanted(ImmutableArray<Change> changes) =>
        changes.Where(change => Regex.IsMatch(change.ToString(), Environment.GetEnvironmentVariable("MLOPSBUILD_TEST_KILL_AT") ?? ""));

    /// <summary>Kills before each of the changes that are chosen of those that a deploy makes; the host serves the first release afterwards.</summary>
    public async Task RunAsync(Func<ImmutableArray<Change>, IEnumerable<Change>> choose)
    {
        await DeployAsync(second);
        var changes = await kills.CountAsync(() => DeployAsync(first));
        Tell(string.Join('\n', changes.Select(change => $"  {change}")));
        await KillAsync(choose(changes));
        Tell(string.Create(CultureInfo.InvariantCulture, $"A deploy makes {changes.Length} changes to be killed before."));
    }

    /// <summary>Kills before changes of deploys; the host serves the first release, and has nothing of the second, before and afterwards.</summary>
    private async Task KillAsync(IEnumerable<Change> changes)
    {
        var connection = fleet.Connection;
        fleet.Connection = connection with { TakeOver = true };
        var tidy = (await kills.StateAsync()).Tidiness;
        var (serving, next) = (first, second);
        var failures = new List<string>();
        var killed = 0;
        foreach (var change in changes)
        {
            var clock = TimeProvider.System.GetTimestamp();
            var outcome = "";
            try
            {
                var load = await Load.DuringAsync(
                    fleet.Url(0),
                    row,
                    async () =>
                    {
                        fleet.Events.Clear();
                        var met = await kills.KillAsync(change, async () => outcome = await OutcomeAsync(next));
                        Assert.NotNull(met);
                        killed++;
                        outcome = $"{met} {outcome} at {FailedStep()}, {TimeProvider.System.GetElapsedTime(clock).TotalSeconds:0} s";
                        if (await PutRightAsync(change, serving, next, tidy))
                            (serving, next) = (next, serving);
                    },
                    Pace);
                Assert.Empty(load.Failures);
            }
            catch (Exception failure) when (failure is Xunit.Sdk.IAssertionException or IOException or DeliveryException)
            {
                failures.Add($"{change}: {outcome}; {failure.Message}");
                Tell("FAILED " + failures[^1]);
                await DeployAsync(next);
                (serving, next) = (next, serving);
            }

            Tell(string.Create(CultureInfo.InvariantCulture, $"{change}: {outcome}, {TimeProvider.System.GetElapsedTime(clock).TotalSeconds:0} s"));
        }

        if (serving == second)
            await DeployAsync(first);
        fleet.Connection = connection;
        Tell(string.Create(CultureInfo.InvariantCulture, $"Killed before {killed} changes; {failures.Count} failed."));
        Assert.Empty(failures);
        Assert.True(killed > 0, "Nothing was killed.");
    }

    /// <summary>Requires that the host serves one of two releases, and puts right what is half done; whether the next release serves then.</summary>
    private async Task<bool> PutRightAsync(Change change, ReleaseOrder serving, ReleaseOrder next, string tidy)
    {
        using (var client = new StrictClient(fleet.Url(0), keepAlive: false))
            Assert.Equal("HTTP/1.1 200 OK", (await client.PredictAsync(row)).Status);
        var left = await kills.StateAsync();
        Assert.Contains(left.Release, (string[])[serving.Version, next.Version]);
        if (left == new HostState(serving.Version, false, tidy))
            return false;

        fleet.Events.Clear();
        var isUndone = change.IsUndone && left.Release == serving.Version;
        if (isUndone)
            Succeeded(await fleet.RollbackAsync(serving.Version));
        else
            await DeployAsync(next);
        if (!isUndone && fleet.Events.All(told => told.Kind != RolloutEventKind.Changed))
        {
            // It serves soundly already; what a removal left goes with the next change, and does not stand in its way.
            await DeployAsync(serving);
            isUndone = true;
        }

        if (left.IsHalfDone)
            Assert.Contains(fleet.Events, told => told is { Step: "Tell what was half done", Kind: RolloutEventKind.Ok } && told.Detail!.Contains("was not finished", StringComparison.Ordinal));
        if (isUndone && left.Release == serving.Version)
            await kills.RemoveAsync(next); // a rollback leaves what was unpacked to the next deploy
        Assert.Equal(new HostState(isUndone ? serving.Version : next.Version, false, tidy), await kills.StateAsync());
        return !isUndone;
    }

    private async Task DeployAsync(ReleaseOrder order) => Succeeded(await fleet.Driver.DeployAsync(order, fleet.Told, TestContext.Current.CancellationToken));

    private static void Succeeded(RolloutReport report) => Assert.True(report.Succeeded, Fleet.Text(report));

    private async Task<string> OutcomeAsync(ReleaseOrder order)
    {
        try
        {
            return Fleet.Text(await fleet.Driver.DeployAsync(order, fleet.Told, TestContext.Current.CancellationToken));
        }
        catch (DeliveryException refusal)
        {
            return refusal.Message;
        }
    }

    private string? FailedStep() => fleet.Events.FirstOrDefault(told => told.Kind is RolloutEventKind.Failed or RolloutEventKind.Unreachable)?.Step;

    private static void Tell(string line) => TestContext.Current.TestOutputHelper!.WriteLine(line);
}

using System.Collections.Immutable;
using System.Globalization;
using System.Runtime.InteropServices;
using System.Text.RegularExpressions;
using MLOpsBuild.Testing;

namespace MLOpsBuild.Delivery.Tests;

/// <summary>Whatever change a module is killed before, the host serves the old or the new release all the time, and the next deploy or rollback says what was half done and finishes or undoes it.</summary>
[Collection(Fleet.Turns)]
public sealed class HostChangeKillTests(Releases releases, ServingHost host)
{
    private const int Sample = 4;
    private static readonly TimeSpan Pace = TimeSpan.FromMilliseconds(250);

    /// <summary>A sample of the kinds of changes, at an even stride, that is another one each day.</summary>
    [Fact]
    public Task A_module_killed_before_some_of_its_changes_leaves_a_release_serving_and_the_next_run_puts_it_right() => EachAsync(changes =>
    {
        var kinds = changes.DistinctBy(change => change.Kind).ToArray();
        var stride = kinds.Length / Sample;
        return kinds.Where((_, place) => place % stride == DateTime.UtcNow.DayOfYear * 7 % stride).Take(Sample);
    });

    /// <summary>All of them, which takes hours; or those that a regular expression in <c>MLOPSBUILD_TEST_KILL_AT</c> is met by, such as <c>^17 |rename</c>.</summary>
    [Fact(Explicit = true)]
    public Task A_module_killed_before_any_of_its_changes_leaves_a_release_serving_and_the_next_run_puts_it_right() =>
        EachAsync(changes => changes.Where(change => Regex.IsMatch(change.ToString(), Environment.GetEnvironmentVariable("MLOPSBUILD_TEST_KILL_AT") ?? "")));

    private async Task EachAsync(Func<ImmutableArray<Change>, IEnumerable<Change>> choose)
    {
        Assert.SkipUnless(RuntimeInformation.OSArchitecture == Architecture.X64, "The program that kills knows the system calls of x86-64 only.");
        await host.ServingAsync(releases);
        using var folder = new TemporaryFolder();
        var (first, second) = (Fleet.Order(releases.First), Fleet.Order(releases.Second) with { ServerFolder = ChangeKills.OtherServer(folder.File("server")) });
        var connection = host.Fleet.Connection;
        host.Fleet.Connection = connection with { TakeOver = true };
        await using var kills = await ChangeKills.InstallAsync(host.Fleet, host.Machine);
        await DeployAsync(second);
        var changes = await kills.CountAsync(() => DeployAsync(first));
        var tidy = (await kills.StateAsync()).Tidiness;
        Tell(string.Join('\n', changes.Select(change => $"  {change}")));

        var (serving, next) = (first, second);
        var failures = new List<string>();
        var killed = 0;
        foreach (var change in choose(changes))
        {
            var clock = TimeProvider.System.GetTimestamp();
            var outcome = "";
            try
            {
                var load = await Load.DuringAsync(
                    host.Fleet.Url(0),
                    releases.Row,
                    async () =>
                    {
                        host.Fleet.Events.Clear();
                        var met = await kills.KillAsync(change, async () => outcome = await OutcomeAsync(next));
                        Assert.NotNull(met);
                        killed++;
                        outcome = $"{met} {outcome} at {FailedStep()}, {TimeProvider.System.GetElapsedTime(clock).TotalSeconds:0} s";
                        if (await PutRightAsync(kills, change, serving, next, tidy))
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
        host.Fleet.Connection = connection;
        Tell(string.Create(CultureInfo.InvariantCulture, $"A deploy makes {changes.Length} changes to be killed before; {killed} were tried, and {failures.Count} failed."));
        Assert.Empty(failures);
        Assert.True(killed > 0, "Nothing was killed.");
    }

    /// <summary>Requires that the host serves one of two releases, and puts right what is half done; whether the next release serves then.</summary>
    private async Task<bool> PutRightAsync(ChangeKills kills, Change change, ReleaseOrder serving, ReleaseOrder next, string tidy)
    {
        await host.RequireAnswerAsync(releases);
        var left = await kills.StateAsync();
        Assert.Contains(left.Release, (string[])[serving.Version, next.Version]);
        if (left == new HostState(serving.Version, false, tidy))
            return false;

        host.Fleet.Events.Clear();
        var isUndone = change.IsUndone && left.Release == serving.Version;
        if (isUndone)
            Succeeded(await host.Fleet.RollbackAsync(serving.Version));
        else
            await DeployAsync(next);
        if (!isUndone && host.Fleet.Events.All(told => told.Kind != RolloutEventKind.Changed))
        {
            // It serves soundly already; what a removal left goes with the next change, and does not stand in its way.
            await DeployAsync(serving);
            isUndone = true;
        }

        if (left.IsHalfDone)
            Assert.Contains(host.Fleet.Events, told => told is { Step: "Tell what was half done", Kind: RolloutEventKind.Ok } && told.Detail!.Contains("was not finished", StringComparison.Ordinal));
        if (isUndone && left.Release == serving.Version)
            await kills.RemoveAsync(next.Version); // a rollback leaves what was unpacked to the next deploy
        Assert.Equal(new HostState(isUndone ? serving.Version : next.Version, false, tidy), await kills.StateAsync());
        return !isUndone;
    }

    private async Task DeployAsync(ReleaseOrder order) => Succeeded(await host.Fleet.Driver.DeployAsync(order, host.Fleet.Told, TestContext.Current.CancellationToken));

    private static void Succeeded(RolloutReport report) => Assert.True(report.Succeeded, Fleet.Text(report));

    private async Task<string> OutcomeAsync(ReleaseOrder order)
    {
        try
        {
            return Fleet.Text(await host.Fleet.Driver.DeployAsync(order, host.Fleet.Told, TestContext.Current.CancellationToken));
        }
        catch (DeliveryException refusal)
        {
            return refusal.Message;
        }
    }

    private string? FailedStep() => host.Fleet.Events.FirstOrDefault(told => told.Kind is RolloutEventKind.Failed or RolloutEventKind.Unreachable)?.Step;

    private static void Tell(string line) => TestContext.Current.TestOutputHelper!.WriteLine(line);
}

using System.Collections.Immutable;
using MLOpsBuild.Testing;

namespace MLOpsBuild.Delivery.Tests;

/// <summary>Whatever change a module is killed before, the host serves the old or the new release all the time, and the next deploy or rollback says what was half done and finishes or undoes it.</summary>
[Collection(Fleet.Turns)]
public sealed class HostChangeKillTests(Releases releases, ServingHost host)
{
    private const int Sample = 4;

    /// <summary>A sample of the kinds of changes, at an even stride, that is another one each day.</summary>
    [Fact]
    public Task A_module_killed_before_some_of_its_changes_leaves_a_release_serving_and_the_next_run_puts_it_right() => EachAsync(changes =>
    {
        var kinds = changes.DistinctBy(change => change.Kind).ToArray();
        var stride = kinds.Length / Sample;
        return kinds.Where((_, place) => place % stride == DateTime.UtcNow.DayOfYear * 7 % stride).Take(Sample);
    });

    /// <summary>All of them, which takes hours, or those that the environment says.</summary>
    [Fact(Explicit = true)]
    public Task A_module_killed_before_any_of_its_changes_leaves_a_release_serving_and_the_next_run_puts_it_right() => EachAsync(ChangeKillLoop.Wanted);

    private async Task EachAsync(Func<ImmutableArray<Change>, IEnumerable<Change>> choose)
    {
        ChangeKills.RequireProcessor();
        await host.ServingAsync(releases);
        using var folder = new TemporaryFolder();
        var (first, second) = (Fleet.Order(releases.First), Fleet.Order(releases.Second) with { ServerFolder = ChangeKills.OtherServer(folder.File("server")) });
        await using var kills = await ChangeKills.InstallAsync(host.Fleet, host.Machine, new ServiceTraces());
        await new ChangeKillLoop(host.Fleet, kills, first, second, releases.Row).RunAsync(choose);
    }
}

namespace MLOpsBuild.Delivery.Tests;

/// <summary>Whatever change a module or the engine that it asks is killed before, a host that runs containers serves the old or the new release all the time, and the next deploy or rollback puts it right.</summary>
[Collection(Fleet.Turns)]
public sealed class HostContainerKillTests(Releases releases, ServingContainer host)
{
    /// <summary>Where the engine is killed in every run of the tests, another one each day.</summary>
    private static readonly string[] Sample =
    [
        "podman image load begins",
        "podman image load ends",
        "podman image tag ends",
        "podman image mount ends",
        "podman image unmount ends",
        "podman image rm ends",
    ];

    [Fact]
    public async Task An_engine_killed_before_one_of_its_changes_leaves_a_container_serving_and_the_next_run_puts_it_right()
    {
        var day = DateTime.UtcNow.DayOfYear;
        await using var kills = await InstallAsync();
        var (serving, next) = await host.ServingAsync(releases);
        await kills.RemoveAsync(Fleet.Order(next));
        await Loop(kills, serving, next).KillAsync([new(day, Sample[day % Sample.Length], Turn: 1)]);
    }

    /// <summary>All of them, which takes hours, or those that the environment says.</summary>
    [Fact(Explicit = true)]
    public async Task A_module_killed_before_any_of_its_changes_leaves_a_container_serving_and_the_next_run_puts_it_right()
    {
        await using var kills = await InstallAsync();
        await Loop(kills, releases.First, releases.Second).RunAsync(ChangeKillLoop.Wanted);
    }

    private async Task<ChangeKills> InstallAsync()
    {
        ChangeKills.RequireProcessor();
        await host.ServingAsync(releases);
        return await ChangeKills.InstallAsync(host.Fleet, host.Machine, new ContainerTraces(host.Fleet));
    }

    private ChangeKillLoop Loop(ChangeKills kills, Release first, Release second) =>
        new(host.Fleet, kills, Fleet.Order(first), Fleet.Order(second), releases.Row);
}

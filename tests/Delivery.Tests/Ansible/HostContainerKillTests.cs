namespace MLOpsBuild.Delivery.Tests;

/// <summary>Whatever change a module or the engine that it asks is killed before, a host that runs containers serves the old or the new release all the time, and the next deploy or rollback puts it right.</summary>
[Collection(Fleet.Turns)]
public sealed class HostContainerKillTests(Releases releases, ServingContainer host)
{
    /// <summary>All of them, which takes hours, or those that the environment says.</summary>
    [Fact(Explicit = true)]
    public async Task A_module_killed_before_any_of_its_changes_leaves_a_container_serving_and_the_next_run_puts_it_right()
    {
        ChangeKills.RequireProcessor();
        await host.ServingAsync(releases);
        await using var kills = await ChangeKills.InstallAsync(host.Fleet, host.Machine, new ContainerTraces(host.Fleet));
        await new ChangeKillLoop(host.Fleet, kills, Fleet.Order(releases.First), Fleet.Order(releases.Second), releases.Row).RunAsync(ChangeKillLoop.Wanted);
    }
}

using MLOpsBuild.Testing;

namespace MLOpsBuild.Delivery.Tests;

/// <summary>A host that is lost while a rollout is at it keeps what it serves; the others go back.</summary>
[Collection(Fleet.Turns)]
public sealed class HostOutOfReachTests(Releases releases, ServingPair pair)
{
    [Fact]
    public async Task A_host_that_is_lost_in_mid_rollout_keeps_what_it_serves_and_the_next_deploy_puts_it_right()
    {
        var (serving, next) = await pair.ServingAsync(releases);
        var (fleet, connection) = (pair.Fleet, pair.Fleet.Connection);
        var lost = fleet.Hosts.All[1];
        fleet.Connection = connection with { ConnectTimeout = TimeSpan.FromSeconds(5) };

        try
        {
            // The first host has had its trial when the second one begins its own.
            var report = await fleet.Driver.DeployAsync(
                Fleet.Order(next), new At("Start the release on a port of its own", () => Shell.RunAsync("docker", "pause", lost.Name).Wait(), turn: 2), TestContext.Current.CancellationToken);
            Assert.Matches($"^WentBack {serving.Version}, Unreachable ", Fleet.Outcomes(report));
            Assert.Matches($"^{lost.Address}: (Data could not be sent to remote host|Failed to connect to the host via ssh|it does not answer any more)", report.Breach);
            var places = await fleet.ObserveAsync();
            Assert.Equal([(PlaceHealth.Healthy, serving.Version), (PlaceHealth.Unreachable, null)], places.Select(place => (place.Health, place.Version)));
        }
        finally
        {
            await Shell.TryAsync("docker", "unpause", lost.Name);
        }

        var found = (await fleet.ObserveAsync())[1];
        Assert.Equal(serving.Version, found.Version);
        Assert.StartsWith($"The deploy of release {next.Version} by ada at ", found.Note, StringComparison.Ordinal);
        fleet.Connection = connection with { TakeOver = true };
        Assert.Equal($"Changed {next.Version}, Changed {next.Version}", Fleet.Text(await fleet.DeployAsync(next)));
        fleet.Connection = connection;
        await pair.RequireAsync(next);
    }
}

namespace MLOpsBuild.Delivery.Tests;

/// <summary>A canary on real hosts, judged by live traffic.</summary>
[Collection(Fleet.Turns)]
public sealed class HostCanaryTests(Releases releases)
{
    [Fact]
    public async Task A_canary_that_dies_is_taken_back_and_the_others_never_change()
    {
        await using var fleet = await Fleet.StartAsync(count: 2, strategy: all => all.Canary(1, TimeSpan.FromSeconds(10)));
        Assert.True((await fleet.DeployAsync(releases.First)).Succeeded);
        var canary = fleet.Hosts.All[0];
        var killed = false;
        var load = await BalancedLoad.DuringAsync([fleet.Url(0), fleet.Url(1)], releases.Row, async () =>
        {
            var report = await fleet.Driver.DeployAsync(Fleet.Order(releases.Second), new Watched(count =>
            {
                // The second look has counts to compare the third with.
                if (count == 2)
                    killed = canary.RunAsync("systemctl", "kill", "--signal=KILL", "model-credit-scoring-b.service").Wait(TimeSpan.FromMinutes(1));
            }), TestContext.Current.CancellationToken);
            Assert.Equal($"WentBack {releases.First.Version}, NotReached ", Fleet.Outcomes(report));
            Assert.Contains($"canary {canary.Address}", report.Breach, StringComparison.Ordinal);
        });
        Assert.True(killed);
        Assert.Empty(load.Failures);
        Assert.All(await fleet.ObserveAsync(), place => Assert.Equal((PlaceHealth.Healthy, releases.First.Version), (place.Health, place.Version)));
    }

    /// <summary>Counts the looks at the canary.</summary>
    private sealed class Watched(Action<int> look) : IProgress<RolloutEvent>
    {
        private int _count;

        public void Report(RolloutEvent value)
        {
            if (value.Step == "Watch the canary")
                look(++_count);
        }
    }
}

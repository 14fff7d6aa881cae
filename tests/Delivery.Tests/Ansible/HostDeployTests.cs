namespace MLOpsBuild.Delivery.Tests;

/// <summary>The generated playbooks, run by the driver on hosts with systemd and sshd.</summary>
[Collection(Fleet.Turns)]
public sealed class HostDeployTests(Releases releases)
{
    [Fact]
    public async Task A_release_comes_to_every_host_and_a_second_deploy_changes_nothing()
    {
        await using var fleet = await Fleet.StartAsync(strategy: all => all.BlueGreen());
        Assert.All(await fleet.ObserveAsync(), place => Assert.Equal(PlaceHealth.Nothing, place.Health));
        Assert.All((await fleet.DeployAsync(releases.First, check: true)).Places, place => Assert.Equal((PlaceOutcome.Changed, 0), (place.Outcome, place.Settings.Length)));
        Assert.All(await fleet.ObserveAsync(), place => Assert.Equal((PlaceHealth.Nothing, 0), (place.Health, place.Releases.Length)));

        var first = await fleet.DeployAsync(releases.First);
        Assert.Equal(string.Join(", ", Enumerable.Repeat($"Changed {releases.First.Version}", 3)), Fleet.Text(first));
        var places = await fleet.ObserveAsync();
        Assert.All(places, place =>
        {
            Assert.Equal((PlaceHealth.Healthy, releases.First.Version, releases.First.Digest, null), (place.Health, place.Version, place.Digest, place.Note));
            Assert.Equal([], place.Drift);
            Assert.Equal([releases.First.Version], place.Releases);
            Assert.InRange(place.Since!.Value, DateTimeOffset.UtcNow.AddMinutes(-30), DateTimeOffset.UtcNow.AddMinutes(1));
            Assert.Equal(("ada", 64), (place.By, place.Configuration!.Length));
        });

        fleet.Events.Clear();
        Assert.All((await fleet.DeployAsync(releases.First, check: true)).Places, place => Assert.Equal((PlaceOutcome.Unchanged, 0), (place.Outcome, place.Settings.Length)));
        Assert.All((await fleet.DeployAsync(releases.First)).Places, place => Assert.Equal(PlaceOutcome.Unchanged, place.Outcome));
        Assert.DoesNotContain(fleet.Events, told => told.Kind == RolloutEventKind.Changed);
        Assert.Equal(places.Select(place => place.Since), (await fleet.ObserveAsync()).Select(place => place.Since));

        Assert.True((await fleet.StopAsync()).Succeeded);
        Assert.All(await fleet.ObserveAsync(), place => Assert.Equal((PlaceHealth.Stopped, releases.First.Version), (place.Health, place.Version)));
    }

    [Fact]
    public async Task Clients_are_answered_all_the_while_a_release_that_answers_wrongly_never_serves_and_settings_go_back_with_the_model()
    {
        await using var fleet = await Fleet.StartAsync();
        Assert.True((await fleet.DeployAsync(releases.First)).Succeeded);
        var settings = (await fleet.ObserveAsync()).Select(place => place.Configuration).ToArray();
        await fleet.SetAsync("memory_megabytes: 1024", "memory_megabytes: 1100");
        await fleet.Hosts.All[0].ShellAsync("sed -i 's/TasksMax=512/TasksMax=300\\nEnvironment=TOKEN=hush/' /etc/systemd/system/model-credit-scoring-a.service");
        foreach (var release in new[] { releases.First, releases.Second })
        {
            Assert.Equal(
                [["memory limit from 1024M to 1100M", "TasksMax from 300 to 512", "Environment TOKEN is gone"], ["memory limit from 1024M to 1100M"], ["memory limit from 1024M to 1100M"]],
                (await fleet.DeployAsync(release, check: true)).Places.Select(place => place.Settings.ToArray()));
        }

        var loads = await UnderLoadAsync(fleet, async () =>
        {
            Assert.Equal(string.Join(", ", Enumerable.Repeat($"Changed {releases.Second.Version}", 3)), Fleet.Text(await fleet.DeployAsync(releases.Second)));
            Assert.Contains("MemoryMax=1100M", await fleet.Hosts.All[0].ShellAsync("cat /etc/systemd/system/model-credit-scoring-*.service"), StringComparison.Ordinal);

            var wrong = await fleet.DeployAsync(releases.Askew);
            Assert.Equal([PlaceOutcome.WentBack, PlaceOutcome.NotReached, PlaceOutcome.NotReached], wrong.Places.Select(place => place.Outcome));
            Assert.Contains("Require the trained model's probabilities: The known row", wrong.Breach, StringComparison.Ordinal);
            Assert.All(await fleet.ObserveAsync(), place =>
            {
                Assert.Equal((PlaceHealth.Healthy, releases.Second.Version, null), (place.Health, place.Version, place.Note));
                Assert.Equal([releases.First.Version, releases.Second.Version], place.Releases);
            });

            Assert.Equal(string.Join(", ", Enumerable.Repeat($"Changed {releases.First.Version}", 3)), Fleet.Text(await fleet.RollbackAsync()));
        });
        Assert.Equal(settings, (await fleet.ObserveAsync()).Select(place => place.Configuration));

        Assert.All(loads, load =>
        {
            Assert.Empty(load.Failures);
            Assert.Equal([releases.First.Version, releases.Second.Version], load.Answers.Keys.Order());
        });
    }

    private async Task<Load[]> UnderLoadAsync(Fleet fleet, Func<Task> work)
    {
        var done = new TaskCompletionSource();
        var loads = Enumerable.Range(0, fleet.Hosts.All.Count).Select(host => Load.DuringAsync(fleet.Url(host), releases.Row, () => done.Task, BalancedLoad.Pace)).ToArray();
        try
        {
            await work();
        }
        finally
        {
            done.SetResult();
        }

        return await Task.WhenAll(loads);
    }
}

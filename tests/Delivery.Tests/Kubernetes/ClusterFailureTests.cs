namespace MLOpsBuild.Delivery.Tests;

/// <summary>A release that does not become ready is told with its reasons and taken back.</summary>
public sealed class ClusterFailureTests
{
    [Theory]
    [InlineData(PodBehaviour.CrashLoop, "cannot run", "waits: CrashLoopBackOff (back-off 40s restarting failed container=server), exit code 1 (Error), restarted 3 times", "BackOff: Back-off restarting failed container server")]
    [InlineData(PodBehaviour.NoImage, "cannot run", "waits: ImagePullBackOff (Back-off pulling image \"IMAGE\")", "Failed: Failed to pull image \"IMAGE\": not found")]
    [InlineData(PodBehaviour.NoNode, "did not become ready in the time that its Deployment allows", "finds no node: Unschedulable (0/3 nodes are available: 3 Insufficient memory)", null)]
    [InlineData(PodBehaviour.NeverReady, "did not become ready in the time that its Deployment allows", "runs and is not ready", null)]
    internal async Task What_served_serves_again_and_the_reason_is_told(PodBehaviour behaviour, string failure, string condition, string? happened)
    {
        await using var cluster = await Cluster.StartAsync();
        await cluster.DeployAsync("1.0.0");
        var (image, before) = (Cluster.Image("1.1.0"), cluster.Deployment.At("spec")!.ToJsonString());
        cluster.Api.Workloads.Behaviours["1.1.0"] = behaviour;
        if (happened is null)
            cluster.Api.Workloads.PastDeadline.Add("1.1.0");

        var result = Assert.Single((await cluster.DeployAsync("1.1.0")).Places);
        Assert.Equal((PlaceOutcome.WentBack, "1.0.0"), (result.Outcome, result.Version));
        var lines = result.Message!.Split('\n');
        Assert.Matches($"^release 1.1.0 {failure} on stand-in. Pod credit-scoring-[0-9a-f]{{10}}-[0-9]+ ", lines[0]);
        Assert.EndsWith($" {condition.Replace("IMAGE", image, StringComparison.Ordinal)}.", lines[0], StringComparison.Ordinal);
        Assert.Contains(lines, line => line.EndsWith(" line 3", StringComparison.Ordinal));
        if (happened is not null)
            Assert.Contains("  | " + happened.Replace("IMAGE", image, StringComparison.Ordinal), lines);
        Assert.Equal("Release 1.0.0 serves, as before.", lines[^1]);

        Assert.Equal([Cluster.Image("1.0.0"), Cluster.Image("1.0.0")], cluster.Images);
        Assert.Equal(before, cluster.Deployment.At("spec")!.ToJsonString());
        var place = await cluster.ObserveAsync();
        Assert.Equal((PlaceHealth.Healthy, "1.0.0", null), (place.Health, place.Version, place.Note));
        Assert.Equal(["1.0.0"], place.Releases);
        Assert.Equal([], place.Drift);
    }

    [Fact]
    public async Task A_first_release_that_fails_leaves_nothing_behind()
    {
        await using var cluster = await Cluster.StartAsync();
        cluster.Api.Workloads.Behaviours["1.0.0"] = PodBehaviour.CrashLoop;
        var result = Assert.Single((await cluster.DeployAsync("1.0.0")).Places);
        Assert.Equal((PlaceOutcome.WentBack, null), (result.Outcome, result.Version));
        Assert.EndsWith("\nNothing was deployed before, and nothing is now.", result.Message, StringComparison.Ordinal);
        var place = await cluster.ObserveAsync();
        Assert.Equal((PlaceHealth.Nothing, null), (place.Health, place.Version));
        foreach (var plural in new[] { "deployments", "services", "horizontalpodautoscalers", "networkpolicies", "serviceaccounts", "pods" })
            Assert.Empty(cluster.Api.Look(objects => objects.Of(plural).ToArray()));

        cluster.Api.Workloads.Behaviours.Clear();
        Assert.True((await cluster.DeployAsync("1.0.0")).Succeeded);
    }

    [Fact]
    public async Task A_slow_release_is_waited_for_and_one_that_recovers_is_not_taken_back()
    {
        await using var cluster = await Cluster.StartAsync();
        cluster.Api.Workloads.Behaviours["1.0.0"] = PodBehaviour.CrashLoop;
        var looks = 0;
        cluster.Api.Before = (_, path) =>
        {
            if (path.EndsWith("/pods", StringComparison.Ordinal) && ++looks == 6)
                cluster.Api.Workloads.Behaviours["1.0.0"] = PodBehaviour.Slow;
        };
        var report = await cluster.Driver(options => options with { Patience = TimeSpan.FromMinutes(1) }).DeployAsync(Cluster.Order("1.0.0"), cluster.Said, TestContext.Current.CancellationToken);
        Assert.True(report.Succeeded, report.Places[0].Message);
        Assert.Contains(cluster.Events, happened => happened.Detail?.Contains("waits: CrashLoopBackOff", StringComparison.Ordinal) == true);
    }

    [Fact]
    public async Task A_release_that_is_not_ready_in_time_is_taken_back()
    {
        await using var cluster = await Cluster.StartAsync();
        await cluster.DeployAsync("1.0.0");
        cluster.Api.Workloads.Behaviours["1.1.0"] = PodBehaviour.NeverReady;
        var report = await cluster.Driver(options => options with { ReadyTimeout = TimeSpan.FromSeconds(1.5) }).DeployAsync(Cluster.Order("1.1.0"), cluster.Said, TestContext.Current.CancellationToken);
        Assert.Equal(PlaceOutcome.WentBack, report.Places[0].Outcome);
        Assert.StartsWith("release 1.1.0 was not ready within 1.5 s on stand-in. Pod ", report.Places[0].Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_user_who_ends_it_gets_back_what_served()
    {
        await using var cluster = await Cluster.StartAsync();
        await cluster.DeployAsync("1.0.0");
        cluster.Api.Workloads.Behaviours["1.1.0"] = PodBehaviour.NeverReady;
        using var ended = new CancellationTokenSource();
        cluster.Api.Before = (_, _) =>
        {
            if (cluster.Events.Any(happened => happened.Step.StartsWith("1 of 2 servers are of release 1.1.0", StringComparison.Ordinal)))
                ended.Cancel();
        };
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => cluster.Driver().DeployAsync(Cluster.Order("1.1.0"), cluster.Said, ended.Token));
        Assert.Equal([Cluster.Image("1.0.0"), Cluster.Image("1.0.0")], cluster.Images);
        var place = await cluster.ObserveAsync();
        Assert.Equal((PlaceHealth.Healthy, "1.0.0", null), (place.Health, place.Version, place.Note));
    }

    [Fact]
    public async Task A_cluster_that_goes_away_in_the_middle_is_left_half_done_and_the_next_deploy_finishes()
    {
        await using var cluster = await Cluster.StartAsync();
        await cluster.DeployAsync("1.0.0");
        var gone = false;
        cluster.Api.Before = (_, path) =>
        {
            gone |= cluster.Events.Any(happened => happened.Step.StartsWith("1 of 2 servers are of release 1.1.0", StringComparison.Ordinal));
            if (gone)
                throw new ApiRefusal(503, "ServiceUnavailable", "the server is currently unable to handle the request");
        };
        var refused = await Refused.ByAsync(() => cluster.Driver(options => options with { OutOfReach = TimeSpan.Zero }).DeployAsync(Cluster.Order("1.1.0"), cluster.Said, TestContext.Current.CancellationToken));
        Assert.Equal((DeliveryCodes.ClusterUnreachable, DeliveryFault.Environment), (refused.Code, refused.Fault));

        cluster.Api.Before = (_, _) => { };
        var place = await cluster.ObserveAsync();
        Assert.Equal("1.1.0", place.Version);
        Assert.StartsWith("A deploy is at work: tester deploys release 1.1.0, since ", place.Note, StringComparison.Ordinal);
        cluster.Api.Edit("leases", Cluster.Namespace, "credit-scoring-deploy", "test", lease => lease.Map("spec")["renewTime"] = "2020-01-01T00:00:00.000000Z");
        Assert.StartsWith("The deploy of release 1.1.0 by tester at ", (await cluster.ObserveAsync()).Note, StringComparison.Ordinal);

        var report = await cluster.Driver(options => options with { LeaseDuration = TimeSpan.FromSeconds(1) }).DeployAsync(Cluster.Order("1.1.0"), cluster.Said, TestContext.Current.CancellationToken);
        Assert.True(report.Succeeded, report.Places[0].Message);
        place = await cluster.ObserveAsync();
        Assert.Equal((PlaceHealth.Healthy, "1.1.0", null), (place.Health, place.Version, place.Note));
        Assert.Equal(["1.0.0", "1.1.0"], place.Releases);
    }
}

using MLOpsBuild.Testing;

namespace MLOpsBuild.Delivery.Tests;

/// <summary>A release comes to a cluster by the real kubectl.</summary>
public sealed class ClusterDeployTests
{
    [Fact]
    public async Task A_release_is_applied_waited_for_and_recorded()
    {
        await using var cluster = await Cluster.StartAsync();
        Assert.Equal(PlaceHealth.Nothing, (await cluster.ObserveAsync()).Health);
        Assert.Equal([new PlaceResult(Cluster.Place, PlaceOutcome.Changed, "1.0.0")], (await cluster.DeployAsync("1.0.0")).Places);
        Assert.Equal([Cluster.Image("1.0.0"), Cluster.Image("1.0.0")], cluster.Images);

        cluster.Events.Clear();
        Assert.Equal([new PlaceResult(Cluster.Place, PlaceOutcome.Changed, "1.1.0")], (await cluster.DeployAsync("1.1.0")).Places);
        Assert.Equal([Cluster.Image("1.1.0"), Cluster.Image("1.1.0")], cluster.Images);
        var told = cluster.Events.Select(happened => happened.Step).ToArray();
        Assert.Equal("Applying release 1.1.0", told[0]);
        Assert.Contains("1 of 2 servers are of release 1.1.0, 1 ready", told);
        Assert.Equal("2 of 2 servers are of release 1.1.0, 2 ready", told[^1]);

        var place = await cluster.ObserveAsync();
        Assert.Equal((Cluster.Place, PlaceHealth.Healthy, "1.1.0", Cluster.Order("1.1.0").Digest, null), (place.Place, place.Health, place.Version, place.Digest, place.Note));
        Assert.Equal(["1.0.0", "1.1.0"], place.Releases);
        Assert.Equal([], place.Drift);
        Assert.Matches("^sha256:[0-9a-f]{64}$", place.Configuration);
        Assert.Equal("tester", place.By);
    }

    [Fact]
    public async Task A_second_deploy_of_the_same_release_changes_nothing()
    {
        await using var cluster = await Cluster.StartAsync();
        await cluster.DeployAsync("1.0.0");
        var before = cluster.Deployment.Text("metadata", "managedFields");
        cluster.Api.Requests.Clear();
        Assert.Equal([new PlaceResult(Cluster.Place, PlaceOutcome.Unchanged, "1.0.0")], (await cluster.DeployAsync("1.0.0")).Places);
        Assert.All(cluster.Api.Requests.Where(request => !request.StartsWith("GET", StringComparison.Ordinal)), request => Assert.True(request.Contains("dryRun=All", StringComparison.Ordinal) || request.Contains("/leases", StringComparison.Ordinal), request));
        Assert.Equal(before, cluster.Deployment.Text("metadata", "managedFields"));
    }

    [Fact]
    public async Task A_check_tells_what_would_change_and_changes_nothing()
    {
        await using var cluster = await Cluster.StartAsync();
        Assert.Equal(PlaceOutcome.Changed, (await cluster.DeployAsync(Cluster.Order("1.0.0", check: true))).Places[0].Outcome);
        Assert.Contains("Deployment credit-scoring would be made", cluster.Events.Select(happened => happened.Step));
        Assert.Equal(PlaceHealth.Nothing, (await cluster.ObserveAsync()).Health);
        Assert.Empty(cluster.Api.Look(objects => objects.Of("leases").ToArray()));

        await cluster.DeployAsync("1.0.0");
        cluster.Events.Clear();
        Assert.Equal([new PlaceResult(Cluster.Place, PlaceOutcome.Changed, "1.0.0")], (await cluster.DeployAsync(Cluster.Order("1.1.0", check: true))).Places);
        Assert.Contains(new RolloutEvent(Cluster.Place, "Deployment credit-scoring: .spec.template.spec.containers[server].image would change", RolloutEventKind.Changed, $"from \"{Cluster.Image("1.0.0")}\" to \"{Cluster.Image("1.1.0")}\""), cluster.Events);
        Assert.Equal("1.0.0", (await cluster.ObserveAsync()).Version);
    }

    [Fact]
    public async Task A_check_tells_which_settings_and_numbers_of_servers_come_with_a_release()
    {
        await using var cluster = await Cluster.StartAsync();
        using var checkout = new TemporaryFolder();
        await Shell.RunAsync("cp", "-r", Repository.File("pipelines", "credit-scoring", "kubernetes"), Directory.CreateDirectory(checkout.File("pipelines", "credit-scoring")).FullName);
        await cluster.DeployAsync("1.0.0");
        await EditAsync("horizontal-pod-autoscaler.yaml", "minReplicas: 2", "minReplicas: 3");
        await EditAsync("kustomization.yaml", "MAX_ROWS=10000", "MAX_ROWS=5");
        await EditAsync("kustomization.yaml", "  - network-policy.yaml\n", "");

        foreach (var version in new[] { "1.0.0", "1.1.0" })
        {
            var check = await cluster.Driver(checkout: checkout.Path).DeployAsync(Cluster.Order(version, check: true), cluster.Said, TestContext.Current.CancellationToken);
            var told = Assert.Single(check.Places).Message!.Split("; ");
            Assert.Contains("HorizontalPodAutoscaler credit-scoring: .spec.minReplicas from 2 to 3", told);
            Assert.Contains("NetworkPolicy credit-scoring is taken away", told);
            Assert.Contains(told, clause => clause.StartsWith("ConfigMap credit-scoring-", StringComparison.Ordinal) && clause.EndsWith(" is made", StringComparison.Ordinal));
            Assert.DoesNotContain(told, clause => clause.Contains(".image", StringComparison.Ordinal) || clause.Contains("mlopsbuild.dev", StringComparison.Ordinal));
        }

        async Task EditAsync(string file, string old, string now)
        {
            var path = checkout.File("pipelines", "credit-scoring", "kubernetes", "base", file);
            var text = await File.ReadAllTextAsync(path, TestContext.Current.CancellationToken);
            Assert.Contains(old, text, StringComparison.Ordinal);
            await File.WriteAllTextAsync(path, text.Replace(old, now, StringComparison.Ordinal), TestContext.Current.CancellationToken);
        }
    }

    [Fact]
    public async Task A_version_belongs_to_one_digest_and_a_release_to_an_image()
    {
        await using var cluster = await Cluster.StartAsync();
        await cluster.DeployAsync("1.0.0");
        Assert.Equal(
            $"DEL604: release 1.0.0 is deployed on stand-in with digest {Cluster.Order("1.0.0").Digest}, and was asked for with {Cluster.Order("1.0.0", '2').Digest}. A version belongs to one digest: give what is new a new version.",
            (await Refused.ByAsync(() => cluster.DeployAsync(Cluster.Order("1.0.0", '2')))).Message);
        Assert.Equal(
            "DEL649: release 1.1.0 has no container image with a digest, which a cluster needs. Make and push it: ./build.sh Image PushImage; where another checkout did, name the registry of the packages by --registry or in the definition.",
            (await Refused.ByAsync(() => cluster.DeployAsync(Cluster.Order("1.1.0") with { Image = "registry.example/credit-scoring:latest" }))).Message);
    }

    [Fact]
    public async Task A_stopped_environment_starts_again_with_as_many_servers_as_the_autoscaler_keeps()
    {
        await using var cluster = await Cluster.StartAsync();
        await cluster.DeployAsync("1.0.0");
        Assert.Equal([new PlaceResult(Cluster.Place, PlaceOutcome.Changed, null)], (await cluster.Driver().StopAsync(cluster.Said, TestContext.Current.CancellationToken)).Places);
        Assert.Equal([], cluster.Images);
        Assert.Equal((PlaceHealth.Stopped, "1.0.0"), ((await cluster.ObserveAsync()).Health, (await cluster.ObserveAsync()).Version));
        Assert.Equal(PlaceOutcome.Unchanged, (await cluster.Driver().StopAsync(cluster.Said, TestContext.Current.CancellationToken)).Places[0].Outcome);

        Assert.Equal([new PlaceResult(Cluster.Place, PlaceOutcome.Changed, "1.0.0")], (await cluster.DeployAsync("1.0.0")).Places);
        Assert.Equal(2, cluster.Images.Length);
        Assert.Equal(["1.0.0"], (await cluster.ObserveAsync()).Releases);
    }
}

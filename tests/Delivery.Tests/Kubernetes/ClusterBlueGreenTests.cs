using System.Collections.Concurrent;
using MLOpsBuild.Pipelines;
using MLOpsBuild.Testing;

namespace MLOpsBuild.Delivery.Tests;

/// <summary>A release starts beside the one that serves, and all requests go to it at one moment, when all of its servers are ready.</summary>
public sealed class ClusterBlueGreenTests
{
    private const string Blue = Cluster.Pipeline + "-blue";
    private const string Green = Cluster.Pipeline + "-green";

    [Fact]
    public async Task Requests_go_to_one_release_alone_at_any_time_and_the_colors_take_turns()
    {
        await using var cluster = await Cluster.StartAsync();
        Assert.Equal([new PlaceResult(Cluster.Place, PlaceOutcome.Changed, "1.0.0")], (await DeployAsync(cluster, "1.0.0")).Places);
        Assert.Equal([Blue], cluster.Deployments);

        var asked = Watch(cluster);
        Assert.Equal([new PlaceResult(Cluster.Place, PlaceOutcome.Changed, "1.1.0")], (await DeployAsync(cluster, "1.1.0")).Places);
        Assert.Equal([Asked("1.0.0", 2), Asked("1.1.0", 2)], asked.Distinct());
        Assert.Equal([Green], cluster.Deployments);
        Assert.Equal(Green, Autoscaled(cluster));
        Assert.Contains(cluster.Events, happened => happened is { Step: "The green servers are asked, of release 1.1.0", Kind: RolloutEventKind.Changed });
        var place = await cluster.ObserveAsync();
        Assert.Equal((PlaceHealth.Healthy, "1.1.0", null, 0), (place.Health, place.Version, place.Note, place.Drift.Length));
        Assert.Equal([Cluster.Image("1.1.0"), Cluster.Image("1.1.0")], cluster.Images);
        Assert.Equal([new PlaceResult(Cluster.Place, PlaceOutcome.Unchanged, "1.1.0")], (await DeployAsync(cluster, "1.1.0")).Places);

        asked.Clear();
        Assert.Equal([new PlaceResult(Cluster.Place, PlaceOutcome.Changed, "1.0.0")], (await Driver(cluster).RollbackAsync(null, cluster.Said, TestContext.Current.CancellationToken)).Places);
        Assert.Equal([Asked("1.1.0", 2), Asked("1.0.0", 2)], asked.Distinct());
        Assert.Equal((Blue, Blue), (Assert.Single(cluster.Deployments), Autoscaled(cluster)));
        place = await cluster.ObserveAsync();
        Assert.Equal((PlaceHealth.Healthy, "1.0.0", null, 0), (place.Health, place.Version, place.Note, place.Drift.Length));
    }

    [Theory]
    [InlineData(PodBehaviour.CrashLoop)]
    [InlineData(PodBehaviour.NeverReady)]
    internal async Task A_release_that_does_not_become_ready_is_never_asked_and_goes(PodBehaviour behaviour)
    {
        await using var cluster = await Cluster.StartAsync();
        await DeployAsync(cluster, "1.0.0");
        cluster.Api.Workloads.Behaviours["1.1.0"] = behaviour;
        cluster.Api.Workloads.PastDeadline.Add("1.1.0");
        var asked = Watch(cluster);
        var result = Assert.Single((await DeployAsync(cluster, "1.1.0")).Places);
        Assert.Equal((PlaceOutcome.WentBack, "1.0.0"), (result.Outcome, result.Version));
        Assert.EndsWith("Release 1.0.0 serves, as before.", result.Message, StringComparison.Ordinal);
        Assert.Equal([Asked("1.0.0", 2)], asked.Distinct());
        Assert.Equal([Blue], cluster.Deployments);
        var place = await cluster.ObserveAsync();
        Assert.Equal((PlaceHealth.Healthy, "1.0.0", null, 0), (place.Health, place.Version, place.Note, place.Drift.Length));
    }

    [Fact]
    public async Task A_first_release_that_fails_leaves_nothing_behind()
    {
        await using var cluster = await Cluster.StartAsync();
        cluster.Api.Workloads.Behaviours["1.0.0"] = PodBehaviour.CrashLoop;
        Assert.EndsWith("\nNothing was deployed before, and nothing is now.", Assert.Single((await DeployAsync(cluster, "1.0.0")).Places).Message, StringComparison.Ordinal);
        foreach (var plural in new[] { "deployments", "services", "horizontalpodautoscalers", "networkpolicies", "serviceaccounts", "pods" })
            Assert.Empty(cluster.Api.Look(objects => objects.Of(plural).ToArray()));
    }

    [Fact]
    public async Task A_user_who_ends_it_after_the_change_over_gets_back_what_served()
    {
        await using var cluster = await Cluster.StartAsync();
        await DeployAsync(cluster, "1.0.0");
        using var ended = new CancellationTokenSource();
        var asked = Watch(cluster, () =>
        {
            if (cluster.Events.Any(happened => happened.Step == "The green servers are asked, of release 1.1.0"))
                ended.Cancel();
        });
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => Driver(cluster).DeployAsync(Cluster.Order("1.1.0"), cluster.Said, ended.Token));
        Assert.Equal([Asked("1.0.0", 2), Asked("1.1.0", 2)], asked.Distinct());
        Assert.Equal((Asked("1.0.0", 2), Blue), (Told(cluster.Asked), Assert.Single(cluster.Deployments)));
        Assert.Equal((PlaceHealth.Healthy, "1.0.0", null), ((await cluster.ObserveAsync()).Health, (await cluster.ObserveAsync()).Version, (await cluster.ObserveAsync()).Note));
    }

    [Fact]
    public async Task As_many_servers_start_as_serve()
    {
        await using var cluster = await Cluster.StartAsync();
        await DeployAsync(cluster, "1.0.0");
        cluster.Api.Edit("deployments", Cluster.Namespace, Blue, "kube-controller-manager", deployment => deployment.Map("spec")["replicas"] = 4);
        for (var looks = 0; looks < 10; looks++)
            await cluster.ObserveAsync();
        var asked = Watch(cluster);
        Assert.True((await DeployAsync(cluster, "1.1.0")).Succeeded);
        Assert.Equal([Asked("1.0.0", 4), Asked("1.1.0", 4)], asked.Distinct());
    }

    [Fact]
    public async Task An_environment_changes_its_strategy_without_a_moment_in_which_nobody_is_asked()
    {
        await using var cluster = await Cluster.StartAsync();
        await cluster.DeployAsync("1.0.0");
        var asked = Watch(cluster);
        Assert.True((await DeployAsync(cluster, "1.1.0")).Succeeded);
        Assert.Equal([Asked("1.0.0", 2), Asked("1.1.0", 2)], asked.Distinct());
        Assert.Equal([Blue], cluster.Deployments);

        asked.Clear();
        Assert.True((await cluster.DeployAsync("1.2.0")).Succeeded);
        Assert.All(asked, images => Assert.True(images.Split(' ').Length >= 2, images));
        var place = await cluster.ObserveAsync();
        Assert.Equal((Cluster.Pipeline, Cluster.Pipeline, Asked("1.2.0", 2)), (Assert.Single(cluster.Deployments), Autoscaled(cluster), Told(cluster.Asked)));
        Assert.Equal((PlaceHealth.Healthy, "1.2.0", null, 0), (place.Health, place.Version, place.Note, place.Drift.Length));
        Assert.Equal("1.1.0", (await cluster.RollbackAsync()).Places[0].Version);
    }

    [Fact]
    public async Task Servers_without_the_label_that_keeps_colors_away_are_asked_until_those_of_a_color_are()
    {
        await using var cluster = await Cluster.StartAsync();
        await cluster.DeployAsync("1.0.0");
        cluster.Api.Edit("deployments", Cluster.Namespace, Cluster.Pipeline, "kubectl-edit", deployment => deployment.Map("spec", "template", "metadata", "labels").Remove("mlopsbuild.dev/track"));
        for (var looks = 0; looks < 10; looks++)
            await cluster.ObserveAsync();
        var asked = Watch(cluster);
        Assert.True((await DeployAsync(cluster, "1.1.0")).Succeeded);
        Assert.All(asked, images => Assert.True(images.Split(' ').Length >= 2, images));
        Assert.Equal((Blue, Asked("1.1.0", 2)), (Assert.Single(cluster.Deployments), asked.Last()));
    }

    [Fact]
    public async Task A_release_that_fails_after_a_change_of_strategy_leaves_the_servers_of_the_other()
    {
        await using var cluster = await Cluster.StartAsync();
        await DeployAsync(cluster, "1.0.0");
        cluster.Api.Workloads.Behaviours["1.1.0"] = PodBehaviour.CrashLoop;
        var asked = Watch(cluster);
        Assert.Equal(PlaceOutcome.WentBack, (await cluster.DeployAsync("1.1.0")).Places[0].Outcome);
        Assert.Equal([Asked("1.0.0", 2)], asked.Distinct());
        Assert.Equal((Blue, Blue), (Assert.Single(cluster.Deployments), Autoscaled(cluster)));
        var place = await cluster.ObserveAsync();
        Assert.Equal((PlaceHealth.Healthy, "1.0.0", null, 0), (place.Health, place.Version, place.Note, place.Drift.Length));
    }

    [Fact]
    public async Task A_plan_tells_what_changes_and_drift_is_seen_and_refused_whatever_the_color()
    {
        await using var cluster = await Cluster.StartAsync();
        await DeployAsync(cluster, "1.0.0");
        Assert.Equal([new PlaceResult(Cluster.Place, PlaceOutcome.Changed, "1.0.0")], (await Driver(cluster).DeployAsync(Cluster.Order("1.1.0", check: true), cluster.Said, TestContext.Current.CancellationToken)).Places);
        Assert.Contains(cluster.Events, happened => happened.Step == $"Deployment {Blue}: .spec.template.spec.containers[server].image would change");
        Assert.Equal([Blue], cluster.Deployments);

        cluster.Api.Edit("deployments", Cluster.Namespace, Blue, "kubectl-edit", deployment => deployment.Items("spec", "template", "spec", "containers").Single().Map("resources", "limits")["memory"] = "9Gi");
        Assert.Contains((await cluster.ObserveAsync()).Drift, drift => drift.StartsWith($"Deployment {Blue}: .spec.template.spec.containers[server].resources.limits.memory is \"9Gi\"", StringComparison.Ordinal));
        Assert.Equal(DeliveryCodes.FieldConflict, (await Refused.ByAsync(() => DeployAsync(cluster, "1.1.0"))).Code);
        Assert.Equal([Blue], cluster.Deployments);
    }

    [Fact]
    public async Task Stopping_and_starting_keep_to_the_servers_that_are_asked()
    {
        await using var cluster = await Cluster.StartAsync();
        await DeployAsync(cluster, "1.0.0");
        Assert.Equal(PlaceOutcome.Changed, (await Driver(cluster).StopAsync(cluster.Said, TestContext.Current.CancellationToken)).Places[0].Outcome);
        Assert.Equal([], cluster.Images);
        Assert.Equal(PlaceHealth.Stopped, (await cluster.ObserveAsync()).Health);
        Assert.True((await DeployAsync(cluster, "1.0.0")).Succeeded);
        Assert.Equal(Asked("1.0.0", 2), Told(cluster.Asked));
        Assert.Single(cluster.Deployments);
    }

    [Fact]
    public async Task Manifests_without_a_Service_that_can_change_over_are_refused()
    {
        await using var cluster = await Cluster.StartAsync();
        using var checkout = new TemporaryFolder();
        await Shell.RunAsync("cp", "-r", Repository.File("pipelines", "credit-scoring", "kubernetes"), Directory.CreateDirectory(checkout.File("pipelines", "credit-scoring")).FullName);
        var file = checkout.File("pipelines", "credit-scoring", "kubernetes", "base", "kustomization.yaml");
        await File.WriteAllTextAsync(file, (await File.ReadAllTextAsync(file, TestContext.Current.CancellationToken)).Replace("  - service.yaml\n", "", StringComparison.Ordinal), TestContext.Current.CancellationToken);
        var refused = await Refused.ByAsync(() => cluster.Driver(strategy: new BlueGreen(), checkout: checkout.Path).DeployAsync(Cluster.Order("1.0.0"), cluster.Said, TestContext.Current.CancellationToken));
        Assert.Contains("blue/green changes over by the Service 'credit-scoring', and they have none that selects the Deployment's pods", refused.Message, StringComparison.Ordinal);
    }

    private static IEnvironmentDriver Driver(Cluster cluster) => cluster.Driver(strategy: new BlueGreen());

    private static Task<RolloutReport> DeployAsync(Cluster cluster, string version) => Driver(cluster).DeployAsync(Cluster.Order(version), cluster.Said, TestContext.Current.CancellationToken);

    /// <summary>Who is asked, before each answer of the cluster.</summary>
    private static ConcurrentQueue<string> Watch(Cluster cluster, Action? then = null)
    {
        var asked = new ConcurrentQueue<string>();
        cluster.Api.Before = (_, _) =>
        {
            asked.Enqueue(Told(cluster.Asked));
            then?.Invoke();
        };
        return asked;
    }

    private static string Told(IEnumerable<string> images) => string.Join(' ', images);

    private static string Asked(string version, int servers) => Told(Enumerable.Repeat(Cluster.Image(version), servers));

    private static string? Autoscaled(Cluster cluster) => cluster.Api.Look(objects => objects.Find("horizontalpodautoscalers", Cluster.Namespace, Cluster.Pipeline)!.Text("spec", "scaleTargetRef", "name"));
}

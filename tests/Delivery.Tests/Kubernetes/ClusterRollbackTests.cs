using MLOpsBuild.Testing;

namespace MLOpsBuild.Delivery.Tests;

/// <summary>The cluster itself keeps what is needed to go back.</summary>
public sealed class ClusterRollbackTests
{
    [Fact]
    public async Task Going_back_leads_to_the_last_good_release_and_passes_over_those_that_were_left()
    {
        await using var cluster = await Cluster.StartAsync();
        await cluster.DeployAsync("1.0.0");
        await cluster.DeployAsync("1.1.0");
        await cluster.DeployAsync("1.2.0");
        Assert.Equal([new PlaceResult(Cluster.Place, PlaceOutcome.Changed, "1.1.0")], (await cluster.RollbackAsync()).Places);
        Assert.Equal([Cluster.Image("1.1.0"), Cluster.Image("1.1.0")], cluster.Images);
        Assert.Equal([new PlaceResult(Cluster.Place, PlaceOutcome.Changed, "1.0.0")], (await cluster.RollbackAsync()).Places);
        Assert.Equal("DEL608: the cluster stand-in keeps no earlier good release than 1.0.0. Name a release to go to, or deploy one from the registry.", (await Refused.ByAsync(() => cluster.RollbackAsync())).Message);
        Assert.Equal([new PlaceResult(Cluster.Place, PlaceOutcome.Changed, "1.2.0")], (await cluster.RollbackAsync("1.2.0")).Places);
        Assert.Equal([new PlaceResult(Cluster.Place, PlaceOutcome.Unchanged, "1.2.0")], (await cluster.RollbackAsync("1.2.0")).Places);
        Assert.Equal("DEL607: the cluster stand-in keeps no release '9'; there are: 1.0.0, 1.1.0, 1.2.0. Name one of these, or deploy it from the registry.", (await Refused.ByAsync(() => cluster.RollbackAsync("9"))).Message);
        Assert.Equal((PlaceHealth.Healthy, "1.2.0"), ((await cluster.ObserveAsync()).Health, (await cluster.ObserveAsync()).Version));
    }

    [Fact]
    public async Task Settings_go_back_with_the_model_and_what_the_definition_no_longer_makes_goes_away()
    {
        await using var cluster = await Cluster.StartAsync();
        using var checkout = new TemporaryFolder();
        await Shell.RunAsync("cp", "-r", Repository.File("pipelines", "credit-scoring", "kubernetes"), Directory.CreateDirectory(checkout.File("pipelines", "credit-scoring")).FullName);
        await cluster.DeployAsync("1.0.0");
        var (settings, configuration) = (Settings(cluster), (await cluster.ObserveAsync()).Configuration);

        await ChangeAsync(checkout.File("pipelines", "credit-scoring", "kubernetes", "base", "kustomization.yaml"), "MAX_ROWS=10000", "MAX_ROWS=5");
        await ChangeAsync(checkout.File("pipelines", "credit-scoring", "kubernetes", "base", "kustomization.yaml"), "  - network-policy.yaml\n", "");
        Assert.True((await cluster.Driver(checkout: checkout.Path).DeployAsync(Cluster.Order("1.1.0"), cluster.Said, TestContext.Current.CancellationToken)).Succeeded);
        Assert.NotEqual(settings, Settings(cluster));
        Assert.NotEqual(configuration, (await cluster.ObserveAsync()).Configuration);
        Assert.Empty(cluster.Api.Look(objects => objects.Of("networkpolicies").ToArray()));

        await cluster.RollbackAsync();
        Assert.Equal((settings, configuration), (Settings(cluster), (await cluster.ObserveAsync()).Configuration));
        Assert.Single(cluster.Api.Look(objects => objects.Of("networkpolicies").ToArray()));
        Assert.Equal([], (await cluster.ObserveAsync()).Drift);
    }

    [Fact]
    public async Task Only_as_many_releases_as_are_asked_for_are_kept()
    {
        await using var cluster = await Cluster.StartAsync();
        foreach (var version in new[] { "1.0.0", "1.1.0", "1.2.0" })
            await cluster.Driver(options => options with { KeepReleases = 2 }).DeployAsync(Cluster.Order(version), cluster.Said, TestContext.Current.CancellationToken);
        Assert.Equal(["1.1.0", "1.2.0"], (await cluster.ObserveAsync()).Releases);
        Assert.Equal(2, cluster.Api.Look(objects => objects.Of("configmaps").Count(item => item.Label("mlopsbuild.dev/record") is not null)));
    }

    [Fact]
    public async Task An_earlier_release_that_does_not_run_any_more_leaves_what_serves()
    {
        await using var cluster = await Cluster.StartAsync();
        await cluster.DeployAsync("1.0.0");
        await cluster.DeployAsync("1.1.0");
        cluster.Api.Workloads.Behaviours["1.0.0"] = PodBehaviour.NoImage;
        var result = Assert.Single((await cluster.RollbackAsync()).Places);
        Assert.Equal((PlaceOutcome.WentBack, "1.1.0"), (result.Outcome, result.Version));
        Assert.Equal([Cluster.Image("1.1.0"), Cluster.Image("1.1.0")], cluster.Images);
        Assert.Equal((PlaceHealth.Healthy, "1.1.0", null), ((await cluster.ObserveAsync()).Health, (await cluster.ObserveAsync()).Version, (await cluster.ObserveAsync()).Note));
    }

    private static string? Settings(Cluster cluster) => cluster.Deployment.Items("spec", "template", "spec", "containers").Single().Items("envFrom").Single().Text("configMapRef", "name");

    private static async Task ChangeAsync(string file, string old, string changed)
    {
        var text = await File.ReadAllTextAsync(file, TestContext.Current.CancellationToken);
        Assert.Contains(old, text, StringComparison.Ordinal);
        await File.WriteAllTextAsync(file, text.Replace(old, changed, StringComparison.Ordinal), TestContext.Current.CancellationToken);
    }
}

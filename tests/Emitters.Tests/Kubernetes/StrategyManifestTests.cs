namespace MLOpsBuild.Emitters.Tests;

/// <summary>How a release comes to an environment is in its manifests.</summary>
public sealed class StrategyManifestTests
{
    private static readonly string Surge = "Deployment/spec/strategy/rollingUpdate/maxSurge: ";

    [Fact]
    public async Task As_many_servers_start_at_once_as_the_first_step_says()
    {
        Assert.Equal([], await SurgeAsync(to => to));
        Assert.Equal([], await SurgeAsync(to => to.Rolling("1", "100%")));
        Assert.Equal([Surge + "25%"], await SurgeAsync(to => to.Rolling("25%")));
        Assert.Equal([Surge + "3"], await SurgeAsync(to => to.Rolling("3", "100%")));
        Assert.Equal([Surge + "100%"], await SurgeAsync(to => to.AllAtOnce()));
        Assert.Equal([], await SurgeAsync(to => to.Canary(1, 10.Minutes())));
    }

    [Fact]
    public async Task Resources_and_strategy_are_changed_together()
    {
        var files = Files(to => to.AllAtOnce(), cloud => cloud.Resources(cpu: "2"));
        var rendered = await Kubectl.RenderAsync(files, "overlays/cloud");
        Assert.Equal("", await KubernetesSchemas.ProblemsAsync(rendered));
        var deployment = RenderedObject.All(rendered).Single(item => item.Kind == "Deployment").Values;
        Assert.Equal(("100%", "0", "2"), (deployment["/spec/strategy/rollingUpdate/maxSurge"], deployment["/spec/strategy/rollingUpdate/maxUnavailable"], deployment["/spec/template/spec/containers/0/resources/requests/cpu"]));
    }

    [Fact]
    public async Task A_canary_is_the_server_alone_under_another_name_with_settings_of_its_own()
    {
        var files = Files(to => to.Canary(2, 10.Minutes()), cloud => cloud.Resources(cpu: "2"));
        var rendered = await Kubectl.RenderAsync(files, "canary/cloud");
        Assert.Equal("", await KubernetesSchemas.ProblemsAsync(rendered));
        var canary = RenderedObject.All(rendered);
        Assert.Equal(["ConfigMap", "Deployment"], canary.Select(item => item.Kind).Order(StringComparer.Ordinal));
        var before = RenderedObject.All(await Kubectl.RenderAsync(files, "overlays/cloud"));
        var settings = canary.Single(item => item.Kind == "ConfigMap").Values["/metadata/name"];
        Assert.StartsWith("fraud-server-canary-", settings, StringComparison.Ordinal);
        Assert.Equal(
        [
            "Deployment/metadata/labels/mlopsbuild.dev/track: canary",
            "Deployment/metadata/name: fraud-canary",
            "Deployment/spec/replicas: 2",
            "Deployment/spec/selector/matchLabels/mlopsbuild.dev/track: canary",
            "Deployment/spec/template/metadata/labels/mlopsbuild.dev/track: canary",
            $"Deployment/spec/template/spec/containers/0/envFrom/0/configMapRef/name: {settings}",
            "Deployment/spec/template/spec/topologySpreadConstraints/0/labelSelector/matchLabels/mlopsbuild.dev/track: canary",
            "Deployment/spec/template/spec/topologySpreadConstraints/1/labelSelector/matchLabels/mlopsbuild.dev/track: canary",
        ],
        RenderedObject.Differences(before, canary).Where(difference => difference.StartsWith("Deployment/", StringComparison.Ordinal)).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task A_canary_is_behind_the_Service_and_not_among_the_autoscalers_servers()
    {
        var rendered = RenderedObject.All(await Kubectl.RenderAsync(Files(to => to.Canary(1, 10.Minutes())), "overlays/cloud"));
        Assert.Equal("stable", rendered.Single(item => item.Kind == "Deployment").Values["/spec/selector/matchLabels/mlopsbuild.dev/track"]);
        foreach (var kind in new[] { "Service", "PodDisruptionBudget", "NetworkPolicy" })
            Assert.DoesNotContain(rendered.Single(item => item.Kind == kind).Values.Keys, path => path.Contains("mlopsbuild.dev/track", StringComparison.Ordinal));
    }

    [Fact]
    public void A_name_that_a_canary_makes_too_long_is_refused()
    {
        var name = new string('a', 57);
        var definition = Definition(to => to.Canary(1, 10.Minutes()), cloud => cloud, name);
        Assert.Equal([], definition.Findings);
        Assert.Equal(
            [$"DEF101 pipelines/{name}/kubernetes/canary/cloud: Kubernetes takes at most 63 characters for a name, and a canary adds -canary (found '{name}'). Shorten it, or choose another strategy than Canary."],
            new KubernetesEmitter().Emit(definition.Input()).Diagnostics.Select(finding => finding.ToString()));
    }

    [Fact]
    public void A_name_that_blue_and_green_make_too_long_is_refused()
    {
        var name = new string('a', 58);
        Assert.Equal(
            [$"DEF101 pipelines/{name}/kubernetes/overlays/cloud: Kubernetes takes at most 63 characters for a name, and blue/green adds -green (found '{name}'). Shorten it, or choose another strategy than BlueGreen."],
            new KubernetesEmitter().Emit(Definition(to => to.BlueGreen(), cloud => cloud.Namespace("models"), name).Input()).Diagnostics.Select(finding => finding.ToString()));
        Assert.Equal([], new KubernetesEmitter().Emit(Definition(to => to.BlueGreen(), cloud => cloud.Namespace("models"), name[1..]).Input()).Diagnostics);
    }

    [Fact]
    public async Task The_manifests_of_blue_and_green_have_no_color_which_a_deploy_chooses() =>
        Assert.Equal(
            await Kubectl.RenderAsync(Files(to => to.Rolling("1")), "overlays/cloud"),
            await Kubectl.RenderAsync(Files(to => to.BlueGreen()), "overlays/cloud"));

    private static async Task<IEnumerable<string>> SurgeAsync(Func<EnvironmentBuilder, EnvironmentBuilder> strategy)
    {
        var files = Files(strategy, cloud => cloud);
        return RenderedObject.Differences(RenderedObject.All(await Kubectl.RenderAsync(files, "base")), RenderedObject.All(await Kubectl.RenderAsync(files, "overlays/cloud")))
            .Where(difference => difference.Contains("/spec/strategy/", StringComparison.Ordinal));
    }

    private static ImmutableArray<EmittedFile> Files(Func<EnvironmentBuilder, EnvironmentBuilder> strategy, Func<KubernetesEnvironmentBuilder, KubernetesEnvironmentBuilder>? settings = null)
    {
        var definition = Definition(strategy, settings ?? (cloud => cloud));
        Assert.Equal([], definition.Findings);
        var emission = new KubernetesEmitter().Emit(definition.Input());
        Assert.Equal([], emission.Diagnostics);
        return emission.Files;
    }

    private static Definition Definition(Func<EnvironmentBuilder, EnvironmentBuilder> strategy, Func<KubernetesEnvironmentBuilder, KubernetesEnvironmentBuilder> settings, string name = "fraud") => new(name, to => to
        .Deploy(deploy => deploy.Environment("cloud", cloud => strategy(cloud.Cluster())))
        .Docker()
        .Kubernetes(kubernetes => kubernetes.Environment("cloud", settings)));
}

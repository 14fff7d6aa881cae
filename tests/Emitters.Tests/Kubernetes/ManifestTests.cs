namespace MLOpsBuild.Emitters.Tests;

/// <summary>The manifests of a pipeline, as people read them.</summary>
public sealed class ManifestTests
{
    [Theory]
    [InlineData(null, null, null, "fraud")]
    [InlineData("ghcr.io/acme/models", null, null, "ghcr.io/acme/models/fraud-server")]
    [InlineData("ghcr.io/acme/models", "registry.example/k", null, "registry.example/k")]
    [InlineData("ghcr.io/acme/models", "registry.example/k", "registry.example/d", "registry.example/d")]
    public void An_overlay_runs_the_image_that_is_made_and_pushed(string? registry, string? kubernetes, string? docker, string expected)
    {
        var input = new Definition("fraud", to => (registry is null ? to : to.Push(push => push.Registry(registry)))
            .Docker(image => docker is null ? image : image.Image(docker))
            .Kubernetes(cluster => (kubernetes is null ? cluster : cluster.Image(kubernetes)).Environment("staging"))).Input();
        var emission = new KubernetesEmitter().Emit(input);
        Assert.Equal([], emission.Diagnostics);
        var overlay = RenderedObject.Of(emission.Files.Single(file => file.Path.EndsWith("overlays/staging/kustomization.yaml", StringComparison.Ordinal)).Text);
        Assert.Equal((expected, ImageNames.Of(input.Pipeline)), (overlay.Values["/images/0/newName"], expected));
    }

    [Fact]
    public void A_model_gets_a_base_and_no_overlay_where_no_environment_is_named()
    {
        var files = Manifests.Files(kubernetes => kubernetes);
        Assert.Equal(
        [
            "base/kustomization.yaml",
            "base/service-account.yaml",
            "base/deployment.yaml",
            "base/service.yaml",
            "base/horizontal-pod-autoscaler.yaml",
            "base/pod-disruption-budget.yaml",
            "base/network-policy.yaml",
        ],
        files.Select(file => file.Path["pipelines/fraud/kubernetes/".Length..]));
        Approved.Holds("plain.kubernetes.yml", Manifests.Joined(files));
    }

    [Fact]
    public void Everything_that_a_definition_says_is_in_the_manifests() =>
        Approved.Holds("full.kubernetes.yml", Manifests.Joined(Manifests.Files(Manifests.Full)));

    [Fact]
    public void The_same_definition_gives_the_same_bytes_in_every_culture()
    {
        var before = System.Globalization.CultureInfo.CurrentCulture;
        try
        {
            System.Globalization.CultureInfo.CurrentCulture = System.Globalization.CultureInfo.GetCultureInfo("ar-SA");
            var one = Manifests.Joined(Manifests.Files(Manifests.Full));
            System.Globalization.CultureInfo.CurrentCulture = System.Globalization.CultureInfo.InvariantCulture;
            Assert.Equal(one, Manifests.Joined(Manifests.Files(Manifests.Full)));
        }
        finally
        {
            System.Globalization.CultureInfo.CurrentCulture = before;
        }
    }

    [Fact]
    public void A_pipeline_without_Kubernetes_gets_no_file() =>
        Assert.Equal([], new KubernetesEmitter().Emit(new Definition("quiet", to => to.Docker()).Input()).Files);
}

namespace MLOpsBuild.Emitters.Tests;

/// <summary><c>kubectl kustomize</c> renders the manifests, and what it renders is valid.</summary>
public sealed class KustomizeTests
{
    private static readonly string[] Kinds = ["ConfigMap", "Deployment", "HorizontalPodAutoscaler", "NetworkPolicy", "PodDisruptionBudget", "Service", "ServiceAccount"];

    [Theory]
    [InlineData("base")]
    [InlineData("overlays/staging")]
    [InlineData("overlays/production")]
    public async Task Every_rendered_object_is_valid(string part)
    {
        var rendered = await Kubectl.RenderAsync(Manifests.Files(Manifests.Full), part);
        Assert.Equal(Kinds, RenderedObject.All(rendered).Select(item => item.Kind).Order(StringComparer.Ordinal));
        Assert.Equal("", await KubernetesSchemas.ProblemsAsync(rendered));
    }

    [Fact]
    public async Task A_mistake_is_told_by_schema_and_by_type()
    {
        var rendered = await Kubectl.RenderAsync(Manifests.Files(kubernetes => kubernetes), "base");
        var problems = await KubernetesSchemas.ProblemsAsync(rendered
            .Replace("minReplicas: 2", "minReplicas: two", StringComparison.Ordinal)
            .Replace("readOnlyRootFilesystem", "readOnlyRootFileSystem", StringComparison.Ordinal));
        Assert.Equal(
        [
            "Deployment fraud: /spec/template/spec/containers/0/securityContext/readOnlyRootFileSystem is no field",
            "HorizontalPodAutoscaler fraud: data/spec/minReplicas must be integer",
        ],
        problems.Split('\n', StringSplitOptions.RemoveEmptyEntries));
    }

    [Fact]
    public async Task An_overlay_changes_what_it_says_and_nothing_else()
    {
        var files = Manifests.Files(Manifests.Full);
        var before = RenderedObject.All(await Kubectl.RenderAsync(files, "base"));
        Assert.Equal(
        [
            .. Everywhere("staging", "fraud-staging"),
            $"Deployment/spec/template/metadata/labels/{KubernetesLabels.Instance}: staging",
            "Deployment/spec/template/spec/containers/0/image: registry.example:5000/models/fraud@" + KubernetesLowering.NoDigest,
        ],
        RenderedObject.Differences(before, RenderedObject.All(await Kubectl.RenderAsync(files, "overlays/staging"))));
        Assert.Equal(
        [
            .. Everywhere("production", "models"),
            $"Deployment/spec/template/metadata/labels/{KubernetesLabels.Instance}: production",
            "Deployment/spec/template/spec/containers/0/image: registry.example:5000/models/fraud@" + Manifests.Digest,
            "Deployment/spec/template/spec/containers/0/resources/limits/cpu: (gone)",
            "Deployment/spec/template/spec/containers/0/resources/limits/memory: 2Gi",
            "Deployment/spec/template/spec/containers/0/resources/requests/cpu: 1",
            "Deployment/spec/template/spec/containers/0/resources/requests/memory: 2Gi",
            "Deployment/spec/template/spec/volumes/0/emptyDir/sizeLimit: 256Mi",
            "HorizontalPodAutoscaler/spec/maxReplicas: 20",
            "HorizontalPodAutoscaler/spec/minReplicas: 4",
        ],
        RenderedObject.Differences(before, RenderedObject.All(await Kubectl.RenderAsync(files, "overlays/production"))));
    }

    /// <summary>What an environment gives every object.</summary>
    private static IEnumerable<string> Everywhere(string environment, string space) => Kinds.SelectMany(kind => new[]
    {
        $"{kind}/metadata/labels/{KubernetesLabels.Instance}: {environment}",
        $"{kind}/metadata/namespace: {space}",
    });
}

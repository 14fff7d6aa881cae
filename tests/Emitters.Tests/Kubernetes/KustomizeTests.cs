using MLOpsBuild.Testing;

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
    public async Task The_manifests_of_this_repository_are_valid()
    {
        var kubectl = Kubectl.Find();
        var parts = Directory.GetFiles(Repository.File("pipelines"), "kustomization.yaml", SearchOption.AllDirectories).Select(file => Path.GetDirectoryName(file)!).ToArray();
        Assert.NotEmpty(parts);
        foreach (var part in parts)
            Assert.Equal("", await KubernetesSchemas.ProblemsAsync(await Kubectl.RenderAsync(kubectl, part)));
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
    public async Task A_change_of_the_servers_settings_starts_new_servers()
    {
        var before = RenderedObject.All(await Kubectl.RenderAsync(Manifests.Files(kubernetes => kubernetes), "base"));
        var after = RenderedObject.All(await Kubectl.RenderAsync(Manifests.Files(kubernetes => kubernetes.Requests(maxRows: 1)), "base"));
        var name = after.Single(item => item.Kind == "ConfigMap").Values["/metadata/name"];
        Assert.StartsWith("fraud-server-", name, StringComparison.Ordinal);
        Assert.Equal(
            ["ConfigMap/metadata/name: " + name, "ConfigMap/data/MAX_ROWS: 1", "Deployment/spec/template/spec/containers/0/envFrom/0/configMapRef/name: " + name],
            RenderedObject.Differences(before, after));
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

    [Fact]
    public async Task A_kustomization_of_ones_own_gives_the_digest()
    {
        var kubectl = Kubectl.Find();
        using var folder = new TemporaryFolder();
        new OutputFolder(folder.Path).Write(Emission.Of(Manifests.Files(Manifests.Full)));
        Directory.CreateDirectory(folder.File("release"));
        await File.WriteAllTextAsync(folder.File("release", "kustomization.yaml"), $"""
            resources:
              - ../pipelines/fraud/kubernetes/overlays/staging
            images:
              - name: registry.example:5000/models/fraud
                digest: {Manifests.Digest}
            """, TestContext.Current.CancellationToken);
        Assert.Equal(
            ["Deployment/spec/template/spec/containers/0/image: registry.example:5000/models/fraud@" + Manifests.Digest],
            RenderedObject.Differences(
                RenderedObject.All(await Kubectl.RenderAsync(kubectl, folder.File("pipelines", "fraud", "kubernetes", "overlays", "staging"))),
                RenderedObject.All(await Kubectl.RenderAsync(kubectl, folder.File("release")))));
    }

    /// <summary>What an environment gives every object.</summary>
    private static IEnumerable<string> Everywhere(string environment, string space) => Kinds.SelectMany(kind => new[]
    {
        $"{kind}/metadata/labels/{KubernetesLabels.Instance}: {environment}",
        $"{kind}/metadata/namespace: {space}",
    });
}

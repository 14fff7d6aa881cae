namespace MLOpsBuild.Emitters.Tests;

/// <summary>A definition may change its manifests by code; what Kubernetes or kustomize would not take is refused.</summary>
public sealed class KubernetesCustomizationTests
{
    private static readonly KubernetesObject Ingress = new("ingress.yaml", "networking.k8s.io/v1", "Ingress", "fraud", [], YamlMap.Of(("spec", YamlMap.Of(
        ("defaultBackend", YamlMap.Of(("service", YamlMap.Of(("name", "fraud"), ("port", YamlMap.Of(("name", "http")))))))))));

    [Fact]
    public async Task A_customization_is_applied_last_and_named_in_every_header()
    {
        var files = Manifests.Files(kubernetes => Manifests.Full(kubernetes).Customize(manifests => (manifests with { Base = manifests.Base.Add(Ingress) })
            .With("Deployment", deployment => deployment
                .Set("/spec/template/spec/priorityClassName", "no")
                .Set("/spec/template/metadata/annotations/example.org~1team", "1.10")
                .Set("/spec/template/spec/containers/0/args/-", "--announce")
                .Set("/spec/template/spec/containers/0/livenessProbe/periodSeconds", 20))
            .WithOverlay("staging", staging => staging with { Namespace = "elsewhere" })));
        Assert.All(files, file => Assert.Contains("# Customized in KubernetesCustomizationTests.cs.\n", file.Text, StringComparison.Ordinal));

        var rendered = await Kubectl.RenderAsync(files, "overlays/staging");
        Assert.Equal("", await KubernetesSchemas.ProblemsAsync(rendered));
        var plain = await Kubectl.RenderAsync(Manifests.Files(Manifests.Full), "overlays/staging");
        Assert.Equal(
        [
            "Deployment/spec/template/metadata/annotations/example.org/team: 1.10",
            "Deployment/spec/template/spec/containers/0/args/6: --announce",
            "Deployment/spec/template/spec/containers/0/livenessProbe/periodSeconds: 20",
            "Deployment/spec/template/spec/priorityClassName: no",
        ],
        RenderedObject.Differences(RenderedObject.All(plain), RenderedObject.All(rendered)).Where(difference => difference.StartsWith("Deployment/spec/", StringComparison.Ordinal)));
        Assert.Contains(RenderedObject.All(rendered), item => item.Kind == "Ingress" && item.Values["/metadata/namespace"] == "elsewhere");
    }

    [Theory]
    [InlineData("spec", "'spec' is no JSON pointer to a part: it starts with a slash, as in /spec/replicas.")]
    [InlineData("/spec/revisionHistoryLimit/x", "'/spec/revisionHistoryLimit/x' leads through a value at 'x'.")]
    [InlineData("/spec/template/spec/containers/1/image", "'/spec/template/spec/containers/1/image' names item '1' of a list of 1.")]
    public void A_path_that_leads_nowhere_is_told(string path, string what) => Assert.StartsWith(
        what,
        Assert.Throws<ArgumentException>(() => Emit(manifests => manifests.With("Deployment", deployment => deployment.Set(path, "x")))).Message,
        StringComparison.Ordinal);

    [Fact]
    public void A_kind_or_environment_that_is_not_there_is_told_with_those_that_are()
    {
        Assert.Equal(
            "The manifests have no Ingress; they have ServiceAccount, Deployment, Service, HorizontalPodAutoscaler, PodDisruptionBudget, NetworkPolicy. (Parameter 'kind')",
            Assert.Throws<ArgumentException>(() => Emit(manifests => manifests.With("Ingress", ingress => ingress))).Message);
        Assert.Equal(
            "The manifests have no environment prod; they have staging, production. (Parameter 'environment')",
            Assert.Throws<ArgumentException>(() => Emit(manifests => manifests.WithOverlay("prod", overlay => overlay))).Message);
    }

    [Fact]
    public void All_that_Kubernetes_would_not_take_is_told_at_once()
    {
        var emission = Emit(manifests => (manifests with
        {
            Base = [.. manifests.Base, manifests.Base[0], Ingress with { File = "../ingress.yaml", Name = new('i', 64), Labels = [new("team", "a b"), new("-", "")] }],
        }).WithOverlay("staging", staging => staging with { Patches = [Ingress] }));
        Assert.Equal([], emission.Files);
        Assert.Equal(
        [
            "DEF210 pipelines/fraud/kubernetes/base: a manifest's file is lower-case letters, digits, dots and dashes and ends with .yaml, and is no kustomization (found '../ingress.yaml'). Rename it, as in ingress.yaml.",
            $"DEF101 pipelines/fraud/kubernetes/base/../ingress.yaml: Kubernetes takes lower-case letters, digits and dashes for a name, at most 63, a letter first and no dash last (found '{new string('i', 64)}'). Rename it.",
            "DEF101 pipelines/fraud/kubernetes/base/../ingress.yaml: Kubernetes takes letters, digits, dots, dashes and underscores for a label's name and value, at most 63 each, a letter or digit at both ends, and before the name a domain and a slash (found 'team: a b'). Rename it.",
            "DEF101 pipelines/fraud/kubernetes/base/../ingress.yaml: Kubernetes takes letters, digits, dots, dashes and underscores for a label's name and value, at most 63 each, a letter or digit at both ends, and before the name a domain and a slash (found '-: '). Rename it.",
            "DEF208 pipelines/fraud/kubernetes/base: two manifests have the same file (found service-account.yaml). Rename one of them.",
            "DEF208 pipelines/fraud/kubernetes/base: two objects of the kind ServiceAccount have the same name (found fraud). Rename one of them.",
            $"DEF212 pipelines/fraud/kubernetes/overlays/staging/ingress.yaml: a patch is for an object that the base does not have (found Ingress fraud). It has ServiceAccount fraud, Deployment fraud, Service fraud, HorizontalPodAutoscaler fraud, PodDisruptionBudget fraud, NetworkPolicy fraud, ServiceAccount fraud, Ingress {new string('i', 64)}.",
        ],
        emission.Diagnostics.Select(finding => finding.ToString()));
    }

    private static Emission Emit(Func<KubernetesManifests, KubernetesManifests> change) => Manifests.Emit(kubernetes => Manifests.Full(kubernetes).Customize(change));
}

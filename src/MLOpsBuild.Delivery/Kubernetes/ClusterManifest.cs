using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;

namespace MLOpsBuild.Delivery;

/// <summary>The objects of an environment, as they are applied.</summary>
/// <param name="Objects">Them, in the order of kustomize.</param>
internal sealed record ClusterManifest(IReadOnlyList<JsonObject> Objects)
{
    /// <summary>The container of the model server.</summary>
    public const string Server = "server";

    /// <summary>Renders a generated kustomization; it is read and never written.</summary>
    public static async Task<ClusterManifest> RenderAsync(Kubectl kubectl, string folder, CancellationToken cancellation)
    {
        if (!Directory.Exists(folder))
            throw ClusterErrors.BadOverlay(folder, "the folder is missing");
        var rendered = await Kubectl.RunAsync(kubectl.Program, ["kustomize", folder], null, cancellation);
        if (rendered.Exit != 0)
            throw ClusterErrors.BadOverlay(folder, rendered.Error);

        // Of kubectl's own commands it is this one that turns YAML into JSON without a cluster.
        var json = await Kubectl.RunAsync(kubectl.Program, ["annotate", "--local", "--filename", "-", "--output", "json", $"{Marks.Number}-"], rendered.Output, cancellation);
        if (json.Exit != 0)
            throw ClusterErrors.BadOverlay(folder, json.Error);
        var manifest = new ClusterManifest(KubernetesJson.Objects(json.Output));
        if (manifest.Objects.FirstOrDefault(item => item.Kind() == "Secret") is { } secret)
            throw ClusterErrors.BadOverlay(folder, $"they make the Secret {secret.Name()}, and what is applied is kept in the cluster in plain text: make the Secret there and name it in the manifests");
        if (manifest.Objects.Count(item => item.Kind() == "Deployment") != 1 || Containers(manifest.Deployment).All(container => container.Text("name") != Server))
            throw ClusterErrors.BadOverlay(folder, $"they are to have one Deployment with a container '{Server}'");
        return manifest;
    }

    /// <summary>The Deployment of the model servers.</summary>
    public JsonObject Deployment => Objects.Single(item => item.Kind() == "Deployment");

    /// <summary>The namespace of the objects.</summary>
    public string Namespace => Deployment.Text("metadata", "namespace") ?? "";

    /// <summary>The least servers that the autoscaler keeps; 1 where there is none.</summary>
    public int LeastServers => Objects.FirstOrDefault(item => item.Kind() == "HorizontalPodAutoscaler").Number("spec", "minReplicas") ?? 1;

    /// <summary>The digest of everything but the image.</summary>
    public string Configuration
    {
        get
        {
            var bare = Changed(deployment => Containers(deployment).Single(container => container.Text("name") == Server).Remove("image"));
            return "sha256:" + Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(bare.ToText())));
        }
    }

    /// <summary>The same with a release's image and marks; pods bear the version alone, so that one that serves is not replaced for a mark.</summary>
    public ClusterManifest For(ClusterRelease release) => Changed(deployment =>
    {
        foreach (var (name, value) in release.Annotations)
            deployment.Map("metadata", "annotations")[name] = value;
        deployment.Map("spec", "template", "metadata", "annotations")[Marks.Version] = release.Version;
        foreach (var container in Containers(deployment).Where(container => container.Text("name") == Server))
            container["image"] = release.Image;
    });

    /// <summary>The objects one after another, a line each.</summary>
    public string ToText() => string.Concat(Objects.Select(item => item.ToText() + "\n"));

    /// <summary>Whether it has an object of this kind and name.</summary>
    public bool Has(JsonObject item) => Objects.Any(own => own.Kind() == item.Kind() && own.Name() == item.Name());

    private ClusterManifest Changed(Action<JsonObject> change)
    {
        var copy = new ClusterManifest([.. Objects.Select(item => item.DeepClone().AsObject())]);
        change(copy.Deployment);
        return copy;
    }

    private static IEnumerable<JsonObject> Containers(JsonObject deployment) => deployment.Items("spec", "template", "spec", "containers");
}

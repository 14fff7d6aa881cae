namespace MLOpsBuild.Emitters;

/// <summary>Manifests as YAML, with the kustomizations that join them.</summary>
internal static class KubernetesYaml
{
    public const string Kustomization = "kustomization.yaml";
    public const string CanarySuffix = "-canary";

    public static YamlMap Of(KubernetesObject item) => new(
    [
        new("apiVersion", item.ApiVersion),
        new("kind", item.Kind),
        new("metadata", YamlMap.Of(("name", item.Name), ("labels", YamlMap.OfTexts(item.Labels)))),
        .. item.Content.Entries,
    ]);

    public static YamlMap Base(KubernetesManifests manifests, IEnumerable<KeyValuePair<string, string>> labels) => Kustomized(
        ("resources", YamlList.Of(manifests.Base.Select(item => item.File))),
        ("configMapGenerator", new YamlList(
        [
            YamlMap.Of(
                ("name", manifests.Configuration.Name),
                ("literals", YamlList.Of(manifests.Configuration.Values.Select(value => $"{value.Key}={value.Value}"))),
                ("options", YamlMap.Of(("labels", YamlMap.OfTexts(labels))))),
        ])));

    public static YamlMap Overlay(KubernetesOverlay overlay, string image) => Kustomized(
        ("namespace", overlay.Namespace),
        ("resources", YamlList.Of(["../../base"])),
        ("labels", new YamlList([YamlMap.Of(("pairs", YamlMap.Of((KubernetesLabels.Instance, overlay.Environment))), ("includeTemplates", true))])),
        ("images", new YamlList([YamlMap.Of(("name", image), ("newName", overlay.Image), ("digest", overlay.Digest))])),
        ("patches", overlay.Patches.IsEmpty ? null : new YamlList([.. overlay.Patches.Select(patch => YamlMap.Of(("path", patch.File)))])));

    /// <summary>The server of an overlay alone, under another name and as many as are to try a release.</summary>
    public static YamlMap Canary(KubernetesManifests manifests, KubernetesOverlay overlay, int servers) => Kustomized(
        ("resources", YamlList.Of([$"../../overlays/{overlay.Environment}"])),
        ("nameSuffix", CanarySuffix),
        ("labels", new YamlList([YamlMap.Of(("pairs", YamlMap.Of((KubernetesLabels.Track, KubernetesLabels.Canary))), ("includeSelectors", true))])),
        ("replicas", new YamlList([.. manifests.Base.Where(item => item.Kind == ModelServer.Kind).Select(item => YamlMap.Of(("name", item.Name), ("count", servers)))])),
        ("patches", new YamlList([.. Others(manifests).Select(item => YamlMap.Of(("path", item.File)))])));

    /// <summary>What takes the objects away that a canary shares with the others.</summary>
    public static IEnumerable<KubernetesObject> Others(KubernetesManifests manifests) => manifests.Base.Where(item => item.Kind != ModelServer.Kind)
        .Select(item => item with { Labels = [], Content = YamlMap.Of(("$patch", "delete")) });

    private static YamlMap Kustomized(params ReadOnlySpan<(string Key, YamlNode? Value)> entries) => new(
    [
        new("apiVersion", "kustomize.config.k8s.io/v1beta1"),
        new("kind", "Kustomization"),
        .. YamlMap.Of(entries).Entries,
    ]);
}

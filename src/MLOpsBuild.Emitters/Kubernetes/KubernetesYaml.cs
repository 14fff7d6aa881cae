namespace MLOpsBuild.Emitters;

/// <summary>Manifests as YAML, with the kustomizations that join them.</summary>
internal static class KubernetesYaml
{
    public const string Kustomization = "kustomization.yaml";

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

    private static YamlMap Kustomized(params ReadOnlySpan<(string Key, YamlNode? Value)> entries) => new(
    [
        new("apiVersion", "kustomize.config.k8s.io/v1beta1"),
        new("kind", "Kustomization"),
        .. YamlMap.Of(entries).Entries,
    ]);
}

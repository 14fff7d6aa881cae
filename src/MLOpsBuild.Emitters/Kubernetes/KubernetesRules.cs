using System.Text.RegularExpressions;

namespace MLOpsBuild.Emitters;

/// <summary>What Kubernetes or kustomize would refuse of manifests.</summary>
internal static partial class KubernetesRules
{
    private const int LongestLabel = 63;
    private const string GreenSuffix = "-green";

    public static void Validate(KubernetesManifests manifests, string folder, Diagnostics diagnostics)
    {
        foreach (var item in manifests.Base)
            Validate(item, $"{folder}/base", diagnostics);
        Files(manifests.Base, $"{folder}/base", diagnostics);
        foreach (var same in manifests.Base.GroupBy(item => (item.Kind, item.Name)).Where(group => group.Count() > 1))
            diagnostics.Add(FindingCodes.NameClash, $"{folder}/base", $"two objects of the kind {same.Key.Kind} have the same name", same.Key.Name, "Rename one of them.");
        foreach (var overlay in manifests.Overlays)
        {
            Suffixed(manifests, overlay, folder, diagnostics);
            foreach (var patch in overlay.Patches)
                Validate(patch, $"{folder}/overlays/{overlay.Environment}", diagnostics);
            Files(overlay.Patches, $"{folder}/overlays/{overlay.Environment}", diagnostics);
            foreach (var patch in overlay.Patches.Where(patch => !manifests.Base.Any(item => item.Kind == patch.Kind && item.Name == patch.Name)))
                diagnostics.Add(FindingCodes.BadCustomization, $"{folder}/overlays/{overlay.Environment}/{patch.File}", "a patch is for an object that the base does not have", $"{patch.Kind} {patch.Name}", $"It has {string.Join(", ", manifests.Base.Select(item => $"{item.Kind} {item.Name}"))}.");
        }
    }

    private static void Validate(KubernetesObject item, string folder, Diagnostics diagnostics)
    {
        var place = $"{folder}/{item.File}";
        if (!FileName().IsMatch(item.File) || item.File == KubernetesYaml.Kustomization)
            diagnostics.Add(FindingCodes.Unwritable, folder, "a manifest's file is lower-case letters, digits, dots and dashes and ends with .yaml, and is no kustomization", $"'{item.File}'", "Rename it, as in ingress.yaml.");
        if (item.Name.Length > LongestLabel || !DnsLabel().IsMatch(item.Name))
            diagnostics.Add(FindingCodes.BadName, place, $"Kubernetes takes lower-case letters, digits and dashes for a name, at most {LongestLabel}, a letter first and no dash last", $"'{item.Name}'", "Rename it.");
        foreach (var (name, value) in item.Labels.Where(label => !LabelName().IsMatch(label.Key) || label.Value.Length > LongestLabel || !LabelValue().IsMatch(label.Value)))
            diagnostics.Add(FindingCodes.BadName, place, $"Kubernetes takes letters, digits, dots, dashes and underscores for a label's name and value, at most {LongestLabel} each, a letter or digit at both ends, and before the name a domain and a slash", $"'{name}: {value}'", "Rename it.");
    }

    private static void Suffixed(KubernetesManifests manifests, KubernetesOverlay overlay, string folder, Diagnostics diagnostics)
    {
        foreach (var item in manifests.Base.Where(item => item.Kind == ModelServer.Kind))
        {
            if (overlay.Canary is not null && item.Name.Length + KubernetesYaml.CanarySuffix.Length > LongestLabel)
                diagnostics.Add(FindingCodes.BadName, $"{folder}/canary/{overlay.Environment}", $"Kubernetes takes at most {LongestLabel} characters for a name, and a canary adds {KubernetesYaml.CanarySuffix}", $"'{item.Name}'", "Shorten it, or choose another strategy than Canary.");
            if (overlay.IsBlueGreen && item.Name.Length + GreenSuffix.Length > LongestLabel)
                diagnostics.Add(FindingCodes.BadName, $"{folder}/overlays/{overlay.Environment}", $"Kubernetes takes at most {LongestLabel} characters for a name, and blue/green adds {GreenSuffix}", $"'{item.Name}'", "Shorten it, or choose another strategy than BlueGreen.");
        }
    }

    private static void Files(ImmutableArray<KubernetesObject> items, string folder, Diagnostics diagnostics)
    {
        foreach (var same in items.GroupBy(item => item.File).Where(group => group.Count() > 1))
            diagnostics.Add(FindingCodes.NameClash, folder, "two manifests have the same file", same.Key, "Rename one of them.");
    }

    [GeneratedRegex("^[a-z0-9]([a-z0-9.-]*[a-z0-9])?\\.yaml\\z")]
    private static partial Regex FileName();

    [GeneratedRegex("^[a-z]([a-z0-9-]*[a-z0-9])?\\z")]
    private static partial Regex DnsLabel();

    [GeneratedRegex("^([a-z0-9]([a-z0-9.-]{0,251}[a-z0-9])?/)?[A-Za-z0-9]([A-Za-z0-9_.-]{0,61}[A-Za-z0-9])?\\z")]
    private static partial Regex LabelName();

    [GeneratedRegex("^([A-Za-z0-9]([A-Za-z0-9_.-]*[A-Za-z0-9])?)?\\z")]
    private static partial Regex LabelValue();
}

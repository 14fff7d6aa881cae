namespace MLOpsBuild.Emitters;

/// <summary>The manifests of a pipeline in Kubernetes' own words; what a <c>Customize</c> changes.</summary>
/// <param name="Base">The objects that every environment has, in the order of the kustomization.</param>
/// <param name="Configuration">The settings that the server reads, which kustomize makes a ConfigMap; a change of them starts new servers.</param>
/// <param name="Overlays">The environments.</param>
public sealed record KubernetesManifests(ImmutableArray<KubernetesObject> Base, KubernetesConfiguration Configuration, ImmutableArray<KubernetesOverlay> Overlays)
{
    /// <summary>Changes the base's objects of a kind.</summary>
    /// <exception cref="ArgumentException">The base has none of that kind.</exception>
    public KubernetesManifests With(string kind, Func<KubernetesObject, KubernetesObject> change) => Base.Any(item => item.Kind == kind)
        ? this with { Base = [.. Base.Select(item => item.Kind == kind ? change(item) : item)] }
        : throw new ArgumentException($"The manifests have no {kind}; they have {string.Join(", ", Base.Select(item => item.Kind).Distinct())}.", nameof(kind));

    /// <summary>Changes an environment's overlay.</summary>
    /// <exception cref="ArgumentException">There is no such environment.</exception>
    public KubernetesManifests WithOverlay(string environment, Func<KubernetesOverlay, KubernetesOverlay> change) => Overlays.Any(overlay => overlay.Environment == environment)
        ? this with { Overlays = [.. Overlays.Select(overlay => overlay.Environment == environment ? change(overlay) : overlay)] }
        : throw new ArgumentException($"The manifests have no environment {environment}; they have {string.Join(", ", Overlays.Select(overlay => overlay.Environment))}.", nameof(environment));
}

/// <summary>An object of a cluster, or a patch of one.</summary>
/// <param name="File">Its file, without a folder.</param>
/// <param name="ApiVersion">Group and version, such as <c>apps/v1</c>.</param>
/// <param name="Kind">What it is.</param>
/// <param name="Name">Its name.</param>
/// <param name="Labels">Its labels, in order.</param>
/// <param name="Content">All else that stands at the top, such as <c>spec</c>.</param>
public sealed record KubernetesObject(string File, string ApiVersion, string Kind, string Name, ImmutableArray<KeyValuePair<string, string>> Labels, YamlMap Content)
{
    /// <summary>Sets what a JSON pointer (RFC 6901) names, such as <c>/spec/template/spec/priorityClassName</c>; <c>-</c> is the place after a list's last item, and maps on the way are made.</summary>
    /// <exception cref="ArgumentException">The path leads through a value, or past a list's end.</exception>
    public KubernetesObject Set(string path, YamlNode value) => this with { Content = (YamlMap)YamlPointer.Set(Content, path, value) };
}

/// <summary>Settings that kustomize makes a ConfigMap.</summary>
/// <param name="Name">The ConfigMap's name, to which kustomize adds a hash of its content.</param>
/// <param name="Values">By name, in order.</param>
public sealed record KubernetesConfiguration(string Name, ImmutableArray<KeyValuePair<string, string>> Values);

/// <summary>What an environment has otherwise than the base.</summary>
/// <param name="Environment">The environment's name: the overlay's folder.</param>
/// <param name="Namespace">The namespace of its objects.</param>
/// <param name="Image">The image, without tag and digest.</param>
/// <param name="Digest">The image's digest, <c>sha256:...</c>.</param>
/// <param name="Patches">Objects of the base with what is other.</param>
public sealed record KubernetesOverlay(string Environment, string Namespace, string Image, string Digest, ImmutableArray<KubernetesObject> Patches)
{
    /// <summary>How many servers try a release before the others; null makes no canary.</summary>
    public int? Canary { get; init; }

    /// <summary>Whether a release comes as servers beside those that serve, under another name, until all are changed over to.</summary>
    public bool IsBlueGreen { get; init; }
}

namespace MLOpsBuild.Emitters;

/// <summary>Writes the manifests of a pipeline's model server, <c>pipelines/&lt;pipeline&gt;/kubernetes/</c>: a base, an overlay an environment and, where a canary goes first, one of its own, for kustomize; and alert rules, where there are to be some.</summary>
public sealed class KubernetesEmitter : IEmitter
{
    /// <inheritdoc/>
    public Emission Emit(EmitterInput input)
    {
        if (input.Pipeline.Kubernetes is not { } settings)
            return Emission.Empty;
        var diagnostics = new Diagnostics();
        var manifests = Customizations.Apply(KubernetesLowering.Lower(input.Pipeline, settings), settings.Customizations, diagnostics);
        KubernetesRules.Validate(manifests, FolderOf(input.Pipeline), diagnostics);
        if (diagnostics.Any)
            return Emission.Refused(diagnostics.Findings);

        var header = Header.Lines(input.Source, settings.Customizations);
        return Emission.Of(
        [
            .. Files(input.Pipeline, manifests).Select(file => new EmittedFile(file.Path, YamlText.Write(file.Content, header))),
            .. settings.Alerts is { } alerts ? [new EmittedFile(AlertRules.FileOf(input.Pipeline), YamlText.Write(AlertRules.Content(input.Pipeline.Name, alerts), Header.Lines(input.Source, [])))] : Array.Empty<EmittedFile>(),
        ]);
    }

    /// <summary>The folder of a pipeline's manifests.</summary>
    public static string FolderOf(Pipeline pipeline) => $"pipelines/{pipeline.Name}/kubernetes";

    private static IEnumerable<(string Path, YamlMap Content)> Files(Pipeline pipeline, KubernetesManifests manifests)
    {
        var folder = FolderOf(pipeline) + "/base";
        yield return ($"{folder}/{KubernetesYaml.Kustomization}", KubernetesYaml.Base(manifests, KubernetesLabels.All(pipeline.Name)));
        foreach (var item in manifests.Base)
            yield return ($"{folder}/{item.File}", KubernetesYaml.Of(item));
        foreach (var overlay in manifests.Overlays)
        {
            folder = $"{FolderOf(pipeline)}/overlays/{overlay.Environment}";
            yield return ($"{folder}/{KubernetesYaml.Kustomization}", KubernetesYaml.Overlay(overlay, pipeline.Name));
            foreach (var patch in overlay.Patches)
                yield return ($"{folder}/{patch.File}", KubernetesYaml.Of(patch));
        }

        foreach (var overlay in manifests.Overlays)
        {
            if (overlay.Canary is not { } servers)
                continue;
            folder = $"{FolderOf(pipeline)}/canary/{overlay.Environment}";
            yield return ($"{folder}/{KubernetesYaml.Kustomization}", KubernetesYaml.Canary(manifests, overlay, servers));
            foreach (var other in KubernetesYaml.Others(manifests))
                yield return ($"{folder}/{other.File}", KubernetesYaml.Of(other));
        }
    }
}

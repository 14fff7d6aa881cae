using MLOpsBuild.Registry;

namespace MLOpsBuild.Components;

/// <summary>Chooses what is deployed or asked: a named release, what this run pushed, or the newest one.</summary>
internal static class ReleaseSelection
{
    /// <exception cref="UserMistakeException">The registry has no such release.</exception>
    /// <exception cref="TargetFailedException">Nothing has been pushed yet.</exception>
    public static async Task<SelectedRelease> SelectAsync(StageScope scope, string? release, bool pushedInThisRun, CancellationToken cancellation)
    {
        var name = scope.Pipeline.Name;
        if (!Directory.Exists(scope.Registry))
            throw new TargetFailedException($"No package of {name} has been pushed to .mlops/registry. Run ./build.sh Push --pipeline {name} first: deploying does not train.");

        var registry = OciLayout.Open(scope.Registry);
        var tags = await registry.ListAsync(name, cancellation);
        var versions = tags.Where(tag => tag.IsVersion).ToArray();
        var pushed = pushedInThisRun ? PushRecord.Read(scope.Artifacts.Folder("push"))?.Version : null;
        var wanted = release ?? pushed ?? versions.LastOrDefault()?.Tag
            ?? throw new TargetFailedException($"No package of {name} has been pushed to .mlops/registry. Run ./build.sh Push --pipeline {name} first: deploying does not train.");
        var found = await registry.FindAsync(name, wanted, cancellation)
            ?? throw new UserMistakeException($"--release: the registry has no {name}:{wanted}. It has {string.Join(", ", tags.Select(tag => tag.Tag))}.");
        var version = versions.FirstOrDefault(tag => tag.Descriptor.Digest == found.Digest)?.Tag ?? wanted;
        return new(registry, found, version);
    }
}

/// <summary>A release in the registry.</summary>
/// <param name="Registry">Where it is.</param>
/// <param name="Package">Its manifest.</param>
/// <param name="Version">Its version.</param>
internal sealed record SelectedRelease(OciLayout Registry, Descriptor Package, string Version)
{
    public string Digest => Package.Digest.ToString();
}

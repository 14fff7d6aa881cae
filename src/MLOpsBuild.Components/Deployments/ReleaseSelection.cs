using System.Runtime.CompilerServices;
using MLOpsBuild.Registry;

namespace MLOpsBuild.Components;

/// <summary>Chooses what is deployed or asked: a named release, what this run pushed, or the newest one. What a remote registry has is brought into the layout.</summary>
internal static class ReleaseSelection
{
    /// <exception cref="UserMistakeException">There is no such release.</exception>
    /// <exception cref="TargetFailedException">Nothing has been pushed yet.</exception>
    public static async Task<SelectedRelease> SelectAsync(StageScope scope, string? release, bool pushedInThisRun, CancellationToken cancellation)
    {
        var name = scope.Pipeline.Name;
        var pushed = pushedInThisRun && Directory.Exists(scope.Registry) ? PushRecord.Read(scope.Artifacts.Folder("push"))?.Version : null;
        var wanted = release ?? pushed ?? await NewestAsync(scope, cancellation) ?? throw NothingPushed(scope);
        var fetched = scope.Remote is { } remote && wanted != pushed ? await remote.FetchAsync(wanted, cancellation) : null;
        if (!Directory.Exists(scope.Registry) && scope.Remote is null)
            throw NothingPushed(scope);

        var registry = OciLayout.Open(scope.Registry);
        var found = fetched?.Descriptor ?? await registry.FindAsync(name, wanted, cancellation) ?? throw await UnknownAsync(scope, registry, wanted, cancellation);
        var tags = await registry.ListAsync(name, cancellation);
        var version = tags.FirstOrDefault(tag => tag.IsVersion && tag.Descriptor.Digest == found.Digest)?.Tag ?? wanted;
        return new(registry, found, version);
    }

    /// <summary>The newest version in the remote registry where there is one, else in the layout; null where there is none.</summary>
    private static async Task<string?> NewestAsync(StageScope scope, CancellationToken cancellation)
    {
        if (scope.Remote is not { } remote)
            return await NewestHereAsync(scope, cancellation);
        try
        {
            return (await remote.Mirror.VersionsAsync(cancellation)) is [.., var newest] ? newest : null;
        }
        catch (RegistryException outOfReach) when (outOfReach.Fault == RegistryFault.Environment)
        {
            throw await NewestHereAsync(scope, cancellation) is { } here
                ? new EnvironmentLacksException($"{outOfReach.Message} This checkout has {scope.Pipeline.Name}:{here}: name it by --release to go on with it.", outOfReach)
                : outOfReach;
        }
    }

    private static async Task<string?> NewestHereAsync(StageScope scope, CancellationToken cancellation)
    {
        if (!Directory.Exists(scope.Registry))
            return null;
        var tags = await OciLayout.Open(scope.Registry).ListAsync(scope.Pipeline.Name, cancellation);
        return tags.LastOrDefault(tag => tag.IsVersion)?.Tag;
    }

    private static async Task<UserMistakeException> UnknownAsync(StageScope scope, OciLayout registry, string wanted, CancellationToken cancellation)
    {
        var here = (await registry.ListAsync(scope.Pipeline.Name, cancellation)).Select(tag => tag.Tag);
        if (scope.Remote is not { } remote)
            return new($"--release: the registry has no {scope.Pipeline.Name}:{wanted}. It has {string.Join(", ", here)}.");
        var there = await remote.Mirror.TagsAsync(cancellation);
        return new($"--release: neither {remote.Repository} nor this checkout has {scope.Pipeline.Name}:{wanted}. They have {string.Join(", ", there.Union(here))}.");
    }

    private static TargetFailedException NothingPushed(StageScope scope) =>
        new($"No package of {scope.Pipeline.Name} has been pushed to {scope.Remote?.Repository ?? ".mlops/registry"}. Run ./build.sh Push --pipeline {scope.Pipeline.Name} first: deploying does not train.");
}

/// <summary>A release in the registry.</summary>
/// <param name="Registry">Where it is.</param>
/// <param name="Package">Its manifest.</param>
/// <param name="Version">Its version.</param>
internal sealed record SelectedRelease(OciLayout Registry, Descriptor Package, string Version)
{
    public string Digest => Package.Digest.ToString();

    /// <summary>What is attached to the package of one artifact type, in the order in which it was attached.</summary>
    public async IAsyncEnumerable<byte[]> PayloadsAsync(string artifactType, [EnumeratorCancellation] CancellationToken cancellation)
    {
        foreach (var referrer in await Registry.ReferrersAsync(Package.Digest, artifactType, cancellation))
            yield return await Registry.ReadPayloadAsync(referrer, cancellation);
    }
}

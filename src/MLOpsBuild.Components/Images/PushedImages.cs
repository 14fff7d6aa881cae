using MLOpsBuild.Delivery;
using MLOpsBuild.Pipelines;

namespace MLOpsBuild.Components;

/// <summary>Which image of a release was pushed, recorded with its package.</summary>
internal static class PushedImages
{
    /// <summary>Attaches the record to the package, here and where packages are shared, so that another checkout finds the image.</summary>
    public static async Task RecordAsync(StageScope scope, SelectedRelease release, string digest, CancellationToken cancellation)
    {
        var record = new ImageRecord { Name = ImageNames.Of(scope.Pipeline), Digest = digest };
        await release.Registry.AttachAsync(release.Package, ImageRecord.ArtifactType, record.ToBytes(), cancellationToken: cancellation);
        if (scope.Remote is { } remote)
            await remote.Mirror.ShareAsync(release.Package, cancellationToken: cancellation);
    }

    /// <summary>The image that was pushed last for the release under the name that the definition has now; null where there is none.</summary>
    public static async Task<string?> FindAsync(Pipeline pipeline, SelectedRelease release, CancellationToken cancellation)
    {
        var name = ImageNames.Of(pipeline);
        string? found = null;
        await foreach (var payload in release.PayloadsAsync(ImageRecord.ArtifactType, cancellation))
        {
            if (ImageRecord.Read(payload) is { } record && record.Name == name)
                found = record.Reference;
        }

        return found;
    }
}

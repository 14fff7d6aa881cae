namespace MLOpsBuild.Registry.Tests;

/// <summary>Looks into layouts for tests.</summary>
internal static class LayoutBlobs
{
    /// <summary>Config and layers of a manifest.</summary>
    public static async Task<IReadOnlyList<Descriptor>> BlobsOfAsync(this OciLayout layout, Descriptor manifest) =>
        DocumentReferences.Of(await layout.Blobs.ReadDocumentAsync(manifest, Sample.Cancellation), "the manifest").Blobs;
}

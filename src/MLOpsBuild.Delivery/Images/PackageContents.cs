using System.Text;
using System.Text.Json;

namespace MLOpsBuild.Delivery;

/// <summary>A release's package as the files of an OCI layout that holds nothing else, as the Dockerfile expects it.</summary>
internal static class PackageContents
{
    public static async Task<IReadOnlyList<ArchiveFile>> FilesAsync(ImageRequest request, string folder, CancellationToken cancellation)
    {
        await using var stream = await request.Registry.OpenBlobAsync(request.Package, cancellation);
        using var manifest = await JsonDocument.ParseAsync(stream, cancellationToken: cancellation);
        var blobs = manifest.RootElement.GetProperty("layers").EnumerateArray().Select(OciJson.Descriptor)
            .Prepend(OciJson.Descriptor(manifest.RootElement.GetProperty("config")))
            .Append(request.Package)
            .OrderBy(blob => blob.Digest.Hex, StringComparer.Ordinal);
        return
        [
            ArchiveFile.OfBytes($"{folder}/oci-layout", "{\"imageLayoutVersion\":\"1.0.0\"}"u8.ToArray()),
            ArchiveFile.OfBytes($"{folder}/index.json", Encoding.UTF8.GetBytes(FormattableString.Invariant(
                $$"""{"schemaVersion":2,"manifests":[{"mediaType":"{{request.Package.MediaType}}","digest":"{{request.Package.Digest}}","size":{{request.Package.Size}}}]}"""))),
            .. blobs.Select(blob => new ArchiveFile($"{folder}/blobs/sha256/{blob.Digest.Hex}", token => request.Registry.OpenBlobAsync(blob, token))),
        ];
    }
}

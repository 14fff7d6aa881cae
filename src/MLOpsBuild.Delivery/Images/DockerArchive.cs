using System.Text.Json.Nodes;
using MLOpsBuild.Registry;

namespace MLOpsBuild.Delivery;

/// <summary>An image as an archive that <c>docker load</c> of any version reads; engines before 25 read no OCI layout.</summary>
public static class DockerArchive
{
    /// <summary>Writes an image of a layout as such an archive, the same bytes each time.</summary>
    /// <param name="images">The layout.</param>
    /// <param name="manifest">The image's manifest.</param>
    /// <param name="reference">The name and tag that loading gives it.</param>
    /// <param name="target">Where the archive goes; it is not closed.</param>
    /// <param name="cancellation">Stops it.</param>
    public static async Task WriteAsync(OciLayout images, Descriptor manifest, string reference, Stream target, CancellationToken cancellation)
    {
        var document = await OciJson.ReadAsync(images, manifest, cancellation);
        var config = OciJson.Descriptor(document.GetProperty("config"));
        var layers = document.GetProperty("layers").EnumerateArray().Select(OciJson.Descriptor).ToArray();
        var list = new JsonArray(new JsonObject
        {
            ["Config"] = NameOf(config),
            ["RepoTags"] = new JsonArray(reference),
            ["Layers"] = new JsonArray([.. layers.Select(layer => JsonValue.Create(NameOf(layer)))]),
        });
        await TarArchive.WriteAsync(target,
        [
            new ArchiveFile(NameOf(config), token => images.OpenBlobAsync(config, token)),
            .. layers.DistinctBy(layer => layer.Digest).Select(layer => new ArchiveFile(NameOf(layer), token => images.OpenBlobAsync(layer, token))),
            ArchiveFile.OfBytes("manifest.json", OciJson.Bytes(list)),
        ], cancellation);
    }

    private static string NameOf(Descriptor blob) => blob.Digest.Hex + (blob.MediaType == OciJson.Config ? ".json" : ".tar");
}

using System.Collections.Immutable;
using System.Text.Json.Nodes;
using MLOpsBuild.Registry;

namespace MLOpsBuild.Delivery;

/// <summary>
/// Makes a container image without an engine (OCI image specification 1.1): the same release, server, runtime and base give the same digest,
/// wherever and whenever. Layers are the base's, the .NET runtime of this machine, the model server, and the model, each apart.
/// </summary>
/// <param name="images">The layout that gets the image.</param>
/// <param name="root">What a relative path of a base starts from.</param>
/// <param name="scratch">A folder for what is needed meanwhile; it is made where it is missing.</param>
public sealed class OciImageBuilder(OciLayout images, string root, string scratch)
{
    /// <summary>Makes the image and tags it in the layout with the pipeline's name and the release's tag.</summary>
    /// <param name="request">What image to make.</param>
    /// <param name="baseImage">The image to build on, <c>docker://HOST/IMAGE@sha256:...</c>, <c>oci:FOLDER@sha256:...</c> or <c>oci-archive:FILE@sha256:...</c>: it has glibc, libstdc++ and ICU, and <c>bash</c> for the health check.</param>
    /// <param name="cancellation">Stops it; what was tagged before stays tagged.</param>
    /// <exception cref="DeliveryException">The base, the server or this machine's runtime is not what it should be.</exception>
    public async Task<ImageResult> BuildAsync(ImageRequest request, string baseImage, CancellationToken cancellation)
    {
        Directory.CreateDirectory(scratch);
        var work = Path.Combine(scratch, "image-" + Path.GetRandomFileName());
        try
        {
            using var image = await BaseImage.OpenAsync(baseImage, images, root, Path.Combine(work, "base"), cancellation);
            var model = Path.Combine(work, "model");
            Directory.CreateDirectory(work);
            await request.Registry.UnpackAsync(request.Package, model, cancellation);
            return await WriteAsync(request, image, model, cancellation);
        }
        finally
        {
            if (Directory.Exists(work))
                Directory.Delete(work, recursive: true);
        }
    }

    private async Task<ImageResult> WriteAsync(ImageRequest request, BaseImage image, string model, CancellationToken cancellation)
    {
        ImmutableArray<ImagePart> parts = [];
        long size = 0;
        var manifest = await images.WriteAsync(request.Pipeline, ImageTag.Of(request.Version), async writer =>
        {
            foreach (var layer in image.Layers)
                await writer.CopyFromAsync(image.Layout, layer, cancellation);
            var layers = await ImageLayers.WriteAsync(request, model, writer, cancellation);
            var config = await writer.WriteAsync(OciJson.Config, ImageConfig.Of(request, image, layers), cancellation);
            var all = image.Layers.Select(layer => new ImageLayer("base", layer)).Concat(layers).ToArray();
            parts = [.. all.Select(layer => new ImagePart(layer.Name, writer.WasKnown(layer.Descriptor.Digest)))];
            size = all.Sum(layer => layer.Descriptor.Size);
            return await writer.WriteAsync(OciJson.Manifest, Manifest(image, config, all), cancellation);
        }, cancellation);
        return new() { Reference = request.Reference, Digest = manifest.Digest.ToString(), Size = size, Parts = parts };
    }

    private static byte[] Manifest(BaseImage image, Descriptor config, IEnumerable<ImageLayer> layers) => OciJson.Bytes(new JsonObject
    {
        ["schemaVersion"] = 2,
        ["mediaType"] = OciJson.Manifest,
        ["config"] = OciJson.Node(config),
        ["layers"] = new JsonArray([.. layers.Select(layer => OciJson.Node(layer.Descriptor))]),
        ["annotations"] = new JsonObject { [ImageLabels.BaseDigest] = image.Manifest.Digest.ToString() },
    });
}

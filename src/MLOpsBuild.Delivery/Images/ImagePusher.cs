using MLOpsBuild.Registry;

namespace MLOpsBuild.Delivery;

/// <summary>Pushes images that were made without an engine; layers that the registry has are not sent.</summary>
/// <param name="images">The layout that holds them.</param>
/// <param name="log">Gets a line about each wait and about long transfers.</param>
public sealed class ImagePusher(OciLayout images, Action<string> log)
{
    /// <summary>Pushes the image of a release.</summary>
    /// <param name="pipeline">The pipeline, by which the layout knows the image.</param>
    /// <param name="version">The release.</param>
    /// <param name="image">The image's name with its registry, without tag.</param>
    /// <param name="baseImage">What it was built on, as <see cref="OciImageBuilder"/> was told: layers of a base in the same registry are mounted and not sent. Null where that is not known.</param>
    /// <param name="cancellation">Stops it; what has arrived stays.</param>
    /// <exception cref="DeliveryException">The layout has no such image, or the name no registry.</exception>
    /// <exception cref="RegistryException">The registry refuses, or is out of reach.</exception>
    public async Task<PushReport> PushAsync(string pipeline, string version, string image, string? baseImage, CancellationToken cancellation)
    {
        var name = ImageName.Parse(image) ?? throw DeliveryErrors.NoImageRegistry(pipeline, image);
        var tag = ImageTag.Of(version);
        var manifest = await images.FindAsync(pipeline, tag, cancellation) ?? throw DeliveryErrors.NoImage(pipeline, version);
        using var remote = RemoteRegistry.Connect(name.Registry, new() { Log = log });
        return await remote.PushAsync(images, manifest.Digest.ToString(), name.Repository, tag, baseImage is null ? null : BaseImage.PathAt(baseImage, name.Host), cancellation);
    }
}

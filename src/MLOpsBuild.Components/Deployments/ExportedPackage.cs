using MLOpsBuild.Delivery;
using MLOpsBuild.Pipelines;
using MLOpsBuild.Registry;

namespace MLOpsBuild.Components;

/// <summary>A release in a layout of its own for as long as it is deployed, with what is attached to it.</summary>
internal sealed class ExportedPackage : IDisposable
{
    private readonly ScratchFolder _folder;

    private ExportedPackage(ScratchFolder folder, ReleaseOrder order) => (_folder, Order) = (folder, order);

    /// <summary>What the environment is to serve.</summary>
    public ReleaseOrder Order { get; }

    public static async Task<ExportedPackage> MakeAsync(IHazEnvironments build, Site site, SelectedRelease release, CancellationToken cancellation)
    {
        Directory.CreateDirectory(build.TemporaryDirectory);
        var folder = new ScratchFolder(build.TemporaryDirectory, $"deploy-{Environment.ProcessId}");
        folder.Dispose();
        try
        {
            await OciLayout.Open(folder.Path).CopyFromAsync(release.Registry, release.Digest, cancellation);
            return new(folder, new()
            {
                Version = release.Version,
                Digest = release.Digest,
                PackageFolder = folder.Path,
                ServerFolder = build.ServerDirectory,
                Image = site.Environment.Cluster is null ? null : await ImageAsync(build, release, cancellation) ?? Without(site, release),
            });
        }
        catch
        {
            folder.Dispose();
            throw;
        }
    }

    /// <summary>The release's image by its digest: the one that was pushed, wherever that was, else the one that Image made in this checkout.</summary>
    private static async Task<string?> ImageAsync(IHazEnvironments build, SelectedRelease release, CancellationToken cancellation)
    {
        var pipeline = build.SelectedPipeline;
        if (await PushedImages.FindAsync(pipeline, release, cancellation) is { } pushed)
            return pushed;
        var images = build.RootDirectory / ".mlops" / "images";
        return Directory.Exists(images) && await OciLayout.Open(images).FindAsync(pipeline.Name, ImageTag.Of(release.Version), cancellation) is { } image
            ? $"{ImageNames.Of(pipeline)}@{image.Digest}"
            : null;
    }

    /// <summary>A cluster cannot do without an image, which is told before anybody approves.</summary>
    private static string? Without(Site site, SelectedRelease release) => site.Driver is KubernetesEnvironment ? throw ClusterErrors.NoImage(release.Version) : null;

    /// <inheritdoc/>
    public void Dispose() => _folder.Dispose();
}

using MLOpsBuild.Registry;

namespace MLOpsBuild.Delivery.Tests;

/// <summary>An image to make, in a form that another process reads.</summary>
internal sealed record ImageOrder(string Folder, string Base, string ServerFolder, Release Release)
{
    public OciLayout Images => OciLayout.Open(Path.Combine(Folder, "images"));

    public async Task<ImageResult> BuildAsync() =>
        await new OciImageBuilder(Images, Folder, Path.Combine(Folder, "scratch")).BuildAsync(await RequestAsync(), Base, TestContext.Current.CancellationToken);

    public Task<ImageRequest> RequestAsync() => RequestAsync(Release, ServerFolder);

    public static async Task<ImageRequest> RequestAsync(Release release, string serverFolder)
    {
        var registry = OciLayout.Open(release.Registry);
        return new()
        {
            Pipeline = Releases.Pipeline,
            Version = release.Version,
            Reference = $"mlops-image-test:{release.Version}",
            Registry = registry,
            Package = await registry.FindAsync(Releases.Pipeline, release.Digest) ?? throw new InvalidOperationException($"{release.Digest} is not in {release.Registry}."),
            ServerFolder = serverFolder,
        };
    }
}

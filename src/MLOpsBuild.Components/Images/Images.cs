using System.Globalization;
using MLOpsBuild.Delivery;
using MLOpsBuild.Pipelines;
using MLOpsBuild.Registry;

namespace MLOpsBuild.Components;

/// <summary>What <c>Image</c> and <c>PushImage</c> do.</summary>
internal static class Images
{
    /// <exception cref="UserMistakeException">The definition makes no image, or the options do not go together.</exception>
    public static bool AreMade(IImage build)
    {
        var name = build.SelectedPipeline.Name;
        if (build.SelectedPipeline.Docker is null)
            throw new UserMistakeException($"{name} is made no container image: its definition does not say .Docker(). Add it.");
        return !NeedsNoEngine(build) || Base(build) is not null
            ? true
            : throw new UserMistakeException($"{(build.Daemonless ? "--daemonless" : "--export")}: {name} has no base for an image without an engine. Name one by --base, or in the definition as .Docker(docker => docker.Daemonless(...)): docker://HOST/IMAGE@sha256:..., oci:FOLDER@sha256:... or oci-archive:FILE@sha256:....");
    }

    public static async Task MakeAsync(IImage build, CancellationToken cancellation)
    {
        var image = await Failures.TranslateAsync(async () =>
        {
            var request = await RequestAsync(build, cancellation);
            return await WithoutEngineAsync(build, cancellation)
                ? await MakeLayoutAsync(build, request, cancellation)
                : await new EngineImageBuilder(EngineOptions.FromEnvironment(), build.RootDirectory).BuildAsync(request with { Revision = await RevisionAsync(build, cancellation) }, build.BaseImage, Console.WriteLine, cancellation);
        });
        build.ReportFacts(Facts(image));
    }

    public static async Task PushAsync(IImage build, CancellationToken cancellation)
    {
        var facts = await Failures.TranslateAsync(async () =>
        {
            var release = await SelectAsync(build, cancellation);
            return await IsInLayoutAsync(build, release, cancellation) ? await PushLayoutAsync(build, release, cancellation) : await PushEngineAsync(build, release, cancellation);
        });
        build.ReportFacts(facts);
    }

    /// <summary>Where images are kept that were made without an engine.</summary>
    public static OciLayout Layout(IHazPipelines build) => OciLayout.Open(build.RootDirectory / ".mlops" / "images");

    /// <summary>The name and tag of a release's image.</summary>
    public static string Reference(Pipeline pipeline, string version) => $"{ImageNames.Of(pipeline)}:{ImageTag.Of(version)}";

    /// <summary>What <c>Image</c> made in this run; in another run an image without an engine, which is the same wherever it is made, before an engine's.</summary>
    private static async Task<bool> IsInLayoutAsync(IImage build, SelectedRelease release, CancellationToken cancellation) =>
        build.ExecutionPlan.Any(target => target.Name == nameof(IImage.Image))
            ? await WithoutEngineAsync(build, cancellation)
            : NeedsNoEngine(build) || await Layout(build).FindAsync(build.SelectedPipeline.Name, ImageTag.Of(release.Version), cancellation) is not null;

    private static async Task<KeyValuePair<string, string>[]> PushLayoutAsync(IImage build, SelectedRelease release, CancellationToken cancellation)
    {
        var report = await new ImagePusher(Layout(build), Console.WriteLine).PushAsync(build.SelectedPipeline.Name, release.Version, ImageNames.Of(build.SelectedPipeline), Base(build), cancellation);
        await PushedImages.RecordAsync(BuildState.Of(build).Stages.Scope, release, report.Descriptor.Digest.ToString(), cancellation);
        return
        [
            new("image", Reference(build.SelectedPipeline, release.Version)),
            new("digest", report.Descriptor.Digest.ToString()),
            new("sent", Megabytes(report.SentBytes)),
            new("blobs sent", report.Sent.ToString(CultureInfo.InvariantCulture)),
            new("blobs mounted", report.Mounted.ToString(CultureInfo.InvariantCulture)),
            new("blobs present", report.Present.ToString(CultureInfo.InvariantCulture)),
        ];
    }

    private static async Task<KeyValuePair<string, string>[]> PushEngineAsync(IImage build, SelectedRelease release, CancellationToken cancellation)
    {
        var report = await new EngineImagePusher(EngineOptions.FromEnvironment(), new() { Log = Console.WriteLine })
            .PushAsync(build.SelectedPipeline.Name, release.Version, ImageNames.Of(build.SelectedPipeline), release.Package.Digest, cancellation);
        await PushedImages.RecordAsync(BuildState.Of(build).Stages.Scope, release, report.Manifest.Digest.ToString(), cancellation);
        return
        [
            new("image", Reference(build.SelectedPipeline, release.Version)),
            new("digest", report.Manifest.Digest.ToString()),
            new("layers sent", report.Sent.ToString(CultureInfo.InvariantCulture)),
            new("layers present", report.Present.ToString(CultureInfo.InvariantCulture)),
        ];
    }

    private static async Task<bool> WithoutEngineAsync(IImage build, CancellationToken cancellation)
    {
        if (NeedsNoEngine(build))
            return true;
        if (build.SelectedPipeline.Docker!.DaemonlessBase is null)
            return false;
        try
        {
            await new EngineImageBuilder(EngineOptions.FromEnvironment(), build.RootDirectory).PingAsync(cancellation);
            return false;
        }
        catch (DeliveryException exception) when (exception.Code == DeliveryCodes.NoEngine)
        {
            Console.WriteLine("No Docker engine answers, so the image is made without one, as the definition allows.");
            return true;
        }
    }

    private static async Task<ImageResult> MakeLayoutAsync(IImage build, ImageRequest request, CancellationToken cancellation)
    {
        var layout = Layout(build);
        var image = await new OciImageBuilder(layout, build.RootDirectory, build.TemporaryDirectory).BuildAsync(request, Base(build)!, cancellation);
        Console.WriteLine($"{request.Pipeline}:{ImageTag.Of(request.Version)} is in .mlops/images. ./build.sh PushImage pushes it; --export FILE makes an archive of it for docker load.");
        if (build.Export is { } file)
            await ExportAsync(layout, image, file, cancellation);
        return image;
    }

    private static async Task ExportAsync(OciLayout layout, ImageResult image, string file, CancellationToken cancellation)
    {
        var partial = file + ".partial";
        try
        {
            await using (var stream = File.Create(partial))
                await DockerArchive.WriteAsync(layout, await layout.ResolveAsync(image.Digest, cancellation), image.Reference, stream, cancellation);
            File.Move(partial, file, overwrite: true);
        }
        finally
        {
            File.Delete(partial);
        }

        Console.WriteLine($"docker load --input {file} brings it to an engine as {image.Reference}.");
    }

    private static async Task<ImageRequest> RequestAsync(IImage build, CancellationToken cancellation)
    {
        var release = await SelectAsync(build, cancellation);
        return new()
        {
            Pipeline = build.SelectedPipeline.Name,
            Version = release.Version,
            Reference = Reference(build.SelectedPipeline, release.Version),
            Registry = release.Registry,
            Package = release.Package,
            ServerFolder = build.ServerDirectory,
        };
    }

    /// <summary>The commit, where the checkout is that and nothing else.</summary>
    private static async Task<string?> RevisionAsync(IImage build, CancellationToken cancellation) =>
        await SourceState.FindAsync(build.RootDirectory, cancellation) is { Dirty: false } source ? source.Commit : null;

    private static Task<SelectedRelease> SelectAsync(IImage build, CancellationToken cancellation) => ReleaseSelection.SelectAsync(
        BuildState.Of(build).Stages.Scope,
        build.Release,
        pushedInThisRun: build.ExecutionPlan.Any(target => target.Name == nameof(IPush.Push)),
        cancellation);

    private static bool NeedsNoEngine(IImage build) => build.Daemonless || build.Export is not null;

    private static string? Base(IImage build) => build.BaseImage ?? build.SelectedPipeline.Docker!.DaemonlessBase;

    private static IEnumerable<KeyValuePair<string, string>> Facts(ImageResult image) =>
    [
        new("image", image.Reference),
        new("digest", image.Digest),
        new("size", Megabytes(image.Size)),
        new("reused", string.Create(CultureInfo.InvariantCulture, $"{image.Parts.Count(part => part.Reused)} of {image.Parts.Length}")),
    ];

    private static string Megabytes(long bytes) => string.Create(CultureInfo.InvariantCulture, $"{bytes / 1024.0 / 1024.0:0.0} MB");
}

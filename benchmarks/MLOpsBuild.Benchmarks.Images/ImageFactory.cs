using System.Diagnostics;
using System.Globalization;
using System.Runtime.InteropServices;
using System.Security.Cryptography;
using System.Text;
using MLOpsBuild.Delivery;
using MLOpsBuild.Registry;
using MLOpsBuild.Testing;

namespace MLOpsBuild.Benchmarks.Images;

/// <summary>Makes and pushes images of two releases that differ in the model alone.</summary>
/// <param name="folder">Where all of it goes.</param>
/// <param name="host">The registry.</param>
/// <param name="image">The base; null for one of a single small file.</param>
internal sealed class ImageFactory(TemporaryFolder folder, string host, string? image)
{
    private const string Pipeline = "benchmark";
    private const string Layer = "application/vnd.oci.image.layer.v1.tar";
    private static readonly string ServerFolder = Path.GetFullPath(Path.Combine(AppContext.BaseDirectory, "..", "..", "MLOpsBuild.Serving", new DirectoryInfo(AppContext.BaseDirectory).Name));

    private readonly Dictionary<string, TaggedDescriptor> _releases = [];
    private string _base = image ?? "";

    private OciLayout Registry => OciLayout.Open(folder.File("registry"));

    public async Task PrepareAsync(int megabytes)
    {
        if (image is null)
            _base = await SmallBaseAsync();
        foreach (var name in (string[])["first", "second"])
        {
            var content = Directory.CreateDirectory(folder.File(name)).FullName;
            await File.WriteAllBytesAsync(Path.Combine(content, "model.zip"), RandomNumberGenerator.GetBytes(megabytes * 1_000_000));
            var manifest = await ModelPackage.WriteAsync(content, new(PackageConfig.CurrentFormatVersion, Pipeline, "binary-classification"), folder.File(name + "-package"));
            _releases[name] = await Registry.PushAsync(OciLayout.Open(folder.File(name + "-package")), manifest.Digest.ToString(), Pipeline);
        }
    }

    /// <summary>The first release of a round finds an empty layout and an empty repository.</summary>
    public async Task<Measurement> MeasureAsync(string name, int round)
    {
        var images = OciLayout.Open(folder.File("images", round.ToString(CultureInfo.InvariantCulture)));
        var release = _releases[name];
        var repository = string.Create(CultureInfo.InvariantCulture, $"{host}/round-{round}/{Pipeline}");
        var request = new ImageRequest
        {
            Pipeline = Pipeline,
            Version = release.Tag,
            Reference = $"{repository}:{release.Tag}",
            Registry = Registry,
            Package = release.Descriptor,
            ServerFolder = ServerFolder,
        };
        var started = Stopwatch.GetTimestamp();
        await new OciImageBuilder(images, folder.Path, folder.File("scratch")).BuildAsync(request, _base, CancellationToken.None);
        var made = Stopwatch.GetElapsedTime(started);
        started = Stopwatch.GetTimestamp();
        var report = await new ImagePusher(images, _ => { }).PushAsync(Pipeline, release.Tag, repository, null, CancellationToken.None);
        return new(made, Stopwatch.GetElapsedTime(started), report.Sent, report.SentBytes);
    }

    private async Task<string> SmallBaseAsync()
    {
        var layout = OciLayout.Open(folder.File("base"));
        var architecture = RuntimeInformation.ProcessArchitecture == Architecture.Arm64 ? "arm64" : "amd64";
        var manifest = await layout.WriteAsync("base", "1", async writer =>
        {
            var layer = await writer.WriteAsync(Layer, new byte[1024]);
            var config = await writer.WriteAsync("application/vnd.oci.image.config.v1+json", Encoding.UTF8.GetBytes(
                $$"""{"architecture":"{{architecture}}","os":"linux","rootfs":{"type":"layers","diff_ids":["{{layer.Digest}}"] } }"""));
            return await writer.WriteAsync("application/vnd.oci.image.manifest.v1+json", Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture,
                $$$"""{"schemaVersion":2,"config":{"mediaType":"{{{config.MediaType}}}","digest":"{{{config.Digest}}}","size":{{{config.Size}}} },"layers":[{"mediaType":"{{{layer.MediaType}}}","digest":"{{{layer.Digest}}}","size":{{{layer.Size}}} }]}""")));
        });
        return $"oci:{folder.File("base")}@{manifest.Digest}";
    }
}

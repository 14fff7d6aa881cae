using System.Diagnostics;
using System.Text.Json;
using System.Text.Json.Nodes;
using MLOpsBuild.Registry;
using MLOpsBuild.Testing;

namespace MLOpsBuild.Delivery.Tests;

/// <summary>Images that are made without an engine.</summary>
public sealed class OciImageTests(Releases releases) : IDisposable
{
    private readonly TemporaryFolder _temp = new();

    public void Dispose() => _temp.Dispose();

    [Fact]
    public async Task Two_folders_time_zones_languages_and_file_modes_make_one_digest()
    {
        var here = await BuildAsync("here", releases.First);

        var server = _temp.File("another server");
        await Shell.RunAsync("cp", "-r", Releases.ServerFolder, server);
        foreach (var file in Directory.GetFiles(server))
            File.SetLastWriteTimeUtc(file, new DateTime(2001, 2, 3, 4, 5, 6, DateTimeKind.Utc));
        await Shell.RunAsync("chmod", "-R", "go-rwx", server);

        var there = new ImageOrder(Directory.CreateDirectory(_temp.File("there")).FullName, await BaseAsync("another base"), server, releases.First);
        await BuildElsewhereAsync(there);

        Assert.Equal(here.Digest, await File.ReadAllTextAsync(Path.Combine(there.Folder, "digest"), Cancellation));
        Assert.Equal(Tree(_temp.File("here", "images")), Tree(Path.Combine(there.Folder, "images")));
    }

    [Fact]
    public async Task A_new_model_is_one_small_new_layer()
    {
        var first = await BuildAsync("one", releases.First);
        Assert.Equal([("base", false), (".NET runtime", false), ("model server", false), ("model", false)], first.Parts.Select(part => (part.Name, part.Reused)));
        var before = Blobs("one");

        var second = await BuildAsync("one", releases.Second);

        Assert.Equal([("base", true), (".NET runtime", true), ("model server", true), ("model", false)], second.Parts.Select(part => (part.Name, part.Reused)));
        var added = Blobs("one").Except(before).ToArray();
        Assert.Equal(3, added.Length); // model, configuration, manifest
        Assert.True(added.Sum(blob => blob.Size) < 0.02 * second.Size, $"{added.Sum(blob => blob.Size)} of {second.Size} bytes are new");
    }

    [Fact]
    public async Task An_image_that_is_made_again_adds_nothing()
    {
        var first = await BuildAsync("one", releases.First);
        var before = Tree(_temp.File("one", "images"));
        var again = await BuildAsync("one", releases.First);
        Assert.Equal(first.Digest, again.Digest);
        Assert.All(again.Parts, part => Assert.True(part.Reused, part.Name));
        Assert.Equal(before, Tree(_temp.File("one", "images")));
        Assert.Empty(Directory.GetFileSystemEntries(_temp.File("one", "scratch")));
    }

    [Fact]
    public async Task The_configuration_is_the_bases_with_what_the_server_needs()
    {
        await BuildAsync("one", releases.First);
        var config = await ConfigAsync("one", releases.First);
        var running = config["config"]!;
        Assert.Equal("10001:10001", (string)running["User"]!);
        Assert.Equal("[\"PATH=/usr/bin\",\"DOTNET_EnableDiagnostics=0\",\"OMP_WAIT_POLICY=passive\",\"RELEASE=0.1.0\"]", running["Env"]!.ToJsonString());
        Assert.Equal(["/app/dotnet/dotnet", "/app/server/MLOpsBuild.Serving.dll", "--package", "/app/model", "--name", "credit-scoring", "--release", "0.1.0", "--urls", "http://0.0.0.0:8080"], running["Entrypoint"]!.AsArray().Select(word => (string)word!));
        Assert.Null(running["Cmd"]);
        Assert.Equal(
            ["org.opencontainers.image.description", "org.opencontainers.image.title", "org.opencontainers.image.version", "vendor", "vnd.mlopsbuild.package"],
            running["Labels"]!.AsObject().Select(label => label.Key));
        Assert.Equal(releases.First.Digest, (string)running["Labels"]!["vnd.mlopsbuild.package"]!);
        Assert.Equal("1970-01-01T00:00:00Z", (string)config["created"]!);
        Assert.Equal(4, config["rootfs"]!["diff_ids"]!.AsArray().Count);
        Assert.Equal(4, config["history"]!.AsArray().Count);
    }

    [Fact]
    public async Task Skopeo_reads_the_image()
    {
        var skopeo = Services.Require("skopeo");
        var image = await BuildAsync("one", releases.First);
        var inspected = JsonNode.Parse(await Shell.RunAsync(skopeo, "inspect", $"oci:{_temp.File("one", "images")}:{Releases.Pipeline}:{releases.First.Version}"))!;
        Assert.Equal(image.Digest, (string)inspected["Digest"]!);
        Assert.Equal(4, inspected["Layers"]!.AsArray().Count);
    }

    [Fact]
    public async Task An_archive_of_a_layout_is_a_base_as_the_layout_is()
    {
        var layout = await BaseAsync("layout");
        var archive = _temp.File("base.tar");
        await Shell.RunAsync("tar", "-C", _temp.File("layout"), "-cf", archive, ".");
        var folder = (await OrderAsync("folder", releases.First, layout)).BuildAsync();
        var file = (await OrderAsync("file", releases.First, layout.Replace($"oci:{_temp.File("layout")}", $"oci-archive:{archive}", StringComparison.Ordinal))).BuildAsync();
        Assert.Equal((await folder).Digest, (await file).Digest);
    }

    [Fact]
    public async Task Of_an_index_of_systems_this_machines_image_is_the_base()
    {
        var folder = _temp.File("layout");
        var arm = (await ImageBases.SmallAsync(folder, "arm64")).Split('@')[1];
        var ours = (await ImageBases.SmallAsync(folder, DotnetRuntime.Architecture)).Split('@')[1];
        var layout = OciLayout.Open(folder);
        JsonObject Entry(Descriptor image, string architecture)
        {
            var entry = OciJson.Node(image);
            entry["platform"] = new JsonObject { ["os"] = "linux", ["architecture"] = architecture };
            return entry;
        }

        var index = await layout.WriteAsync("base", "2", async writer => await writer.WriteAsync(OciJson.Index, OciJson.Bytes(new JsonObject
        {
            ["schemaVersion"] = 2,
            ["manifests"] = new JsonArray(Entry(await ManifestOfAsync(folder, arm), "arm64"), Entry(await ManifestOfAsync(folder, ours), DotnetRuntime.Architecture)),
        }), Cancellation), Cancellation);

        await (await OrderAsync("one", releases.First, $"oci:{folder}@{index.Digest}")).BuildAsync();
        Assert.Equal(ours, (string)(await ManifestAsync("one", releases.First))["annotations"]!["org.opencontainers.image.base.digest"]!);
    }

    [Theory]
    [InlineData("debian:12", "names neither an image of a registry, nor an OCI layout, nor an archive of one")]
    [InlineData("oci:base", "has no digest, without which the image would not be the same again")]
    [InlineData("docker://debian@sha256:0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef", "names no registry")]
    [InlineData("oci:nowhere@sha256:0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef", "is not there: '{0}' is no folder")]
    public async Task A_base_that_is_none_is_refused(string text, string why)
    {
        var order = await OrderAsync("one", releases.First, text);
        var refused = await Refused.ByAsync(order.BuildAsync);
        Assert.Equal(
            (DeliveryFault.Mistake, $"DEL636: the base '{text}' {why.Replace("{0}", _temp.File("one", "nowhere"), StringComparison.Ordinal)}. Name it with its digest: docker://mcr.microsoft.com/dotnet/runtime-deps@sha256:... of a registry, oci:FOLDER@sha256:... of an OCI layout, or oci-archive:FILE@sha256:... of an archive of one."),
            (refused.Fault, refused.Message));
    }

    [Fact]
    public async Task A_base_for_another_processor_is_refused()
    {
        var order = await OrderAsync("one", releases.First, await ImageBases.SmallAsync(_temp.File("other"), "s390x"));
        Assert.Contains($"is for linux/s390x, and the model server was compiled for linux/{DotnetRuntime.Architecture}.", (await Refused.ByAsync(order.BuildAsync)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_base_whose_bytes_changed_is_refused_and_nothing_is_tagged()
    {
        var text = await BaseAsync("layout");
        var layer = new DirectoryInfo(_temp.File("layout", "blobs", "sha256")).GetFiles().MaxBy(file => file.Length)!;
        var bytes = await File.ReadAllBytesAsync(layer.FullName, Cancellation);
        bytes[600] ^= 1;
        await File.WriteAllBytesAsync(layer.FullName, bytes, Cancellation);
        var order = await OrderAsync("one", releases.First, text);
        Assert.Equal(RegistryCodes.DamagedBlob, (await Assert.ThrowsAsync<RegistryException>(order.BuildAsync)).Code);
        Assert.Empty(await order.Images.ListAsync(Releases.Pipeline, Cancellation));
    }

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    private Task<string> BaseAsync(string folder) => ImageBases.SmallAsync(_temp.File(folder), DotnetRuntime.Architecture);

    private async Task<ImageOrder> OrderAsync(string folder, Release release, string? text = null) => new(
        Directory.CreateDirectory(_temp.File(folder)).FullName, text ?? await BaseAsync(folder + "-base"), Releases.ServerFolder, release);

    private async Task<ImageResult> BuildAsync(string folder, Release release) => await (await OrderAsync(folder, release)).BuildAsync();

    /// <summary>The builder in a process with another clock, language and file mask.</summary>
    private static async Task BuildElsewhereAsync(ImageOrder order)
    {
        var start = new ProcessStartInfo("sh", ["-c", "umask 077; exec \"$@\"", "sh", "dotnet", typeof(ImageChildTasks).Assembly.Location, "-explicit", "only", "-method", $"{typeof(ImageChildTasks).FullName}.{nameof(ImageChildTasks.Build)}", "-noColor", "-noLogo"])
        {
            RedirectStandardOutput = true,
            Environment =
            {
                [ChildTasks.Variable] = JsonSerializer.Serialize(order),
                ["TZ"] = "Asia/Tokyo",
                ["LC_ALL"] = "tr_TR.UTF-8",
            },
        };
        using var process = Process.Start(start)!;
        var output = await process.StandardOutput.ReadToEndAsync(Cancellation);
        await process.WaitForExitAsync(Cancellation);
        Assert.True(process.ExitCode == 0, output);
    }

    private static (string Path, string Hash)[] Tree(string folder) =>
        [.. FileHashes.Of(folder, "", path => !path.StartsWith(OciLayout.WorkingFolder, StringComparison.Ordinal)).Select(file => (file.Key, file.Value))];

    private (string Name, long Size)[] Blobs(string folder) => [.. new DirectoryInfo(_temp.File(folder, "images", "blobs", "sha256")).GetFiles().Select(file => (file.Name, file.Length))];

    private async Task<JsonNode> ManifestAsync(string folder, Release release)
    {
        var images = OciLayout.Open(_temp.File(folder, "images"));
        return await ReadAsync(images, (await images.FindAsync(Releases.Pipeline, release.Version, Cancellation))!);
    }

    private async Task<JsonNode> ConfigAsync(string folder, Release release)
    {
        var config = (await ManifestAsync(folder, release))["config"].Deserialize<JsonElement>();
        return await ReadAsync(OciLayout.Open(_temp.File(folder, "images")), OciJson.Descriptor(config));
    }

    private static async Task<JsonNode> ReadAsync(OciLayout layout, Descriptor blob)
    {
        await using var stream = await layout.OpenBlobAsync(blob, Cancellation);
        return (await JsonNode.ParseAsync(stream, cancellationToken: Cancellation))!;
    }

    private static Task<Descriptor> ManifestOfAsync(string folder, string digest)
    {
        var size = new FileInfo(Path.Combine(folder, "blobs", "sha256", digest.Split(':')[1])).Length;
        return Task.FromResult(new Descriptor(OciJson.Manifest, Digest.Parse(digest), size));
    }
}

using System.Collections.Immutable;
using System.Formats.Tar;
using System.Text.Json;
using System.Text.Json.Nodes;
using MLOpsBuild.Registry;

namespace MLOpsBuild.Delivery;

/// <summary>The image that a daemonless image is built on: an image of a registry, or of an OCI layout in a folder or an archive, by its digest.</summary>
internal sealed class BaseImage : IDisposable
{
    private const string Folder = "oci:";
    private const string Archive = "oci-archive:";
    private const string Remote = "docker://";
    private static readonly string[] Transports = [Folder, Archive, Remote];
    private readonly string? _unpacked;

    private BaseImage(OciLayout layout, Descriptor manifest, ImmutableArray<Descriptor> layers, JsonObject config, string? unpacked)
    {
        Layout = layout;
        Manifest = manifest;
        Layers = layers;
        Config = config;
        _unpacked = unpacked;
    }

    public OciLayout Layout { get; }

    public Descriptor Manifest { get; }

    public ImmutableArray<Descriptor> Layers { get; }

    /// <summary>Its configuration, as in the OCI image specification.</summary>
    public JsonObject Config { get; }

    /// <summary>Opens a base. One of a registry is pulled into <paramref name="images"/>, unless it is there; an archive is unpacked until this is disposed.</summary>
    /// <param name="text"><c>docker://HOST/IMAGE@sha256:...</c>, <c>oci:FOLDER@sha256:...</c> or <c>oci-archive:FILE@sha256:...</c>.</param>
    /// <param name="images">Keeps what a registry had.</param>
    /// <param name="root">What relative paths start from.</param>
    /// <param name="scratch">A folder that does not exist yet.</param>
    /// <param name="cancellation">Stops it.</param>
    public static async Task<BaseImage> OpenAsync(string text, OciLayout images, string root, string scratch, CancellationToken cancellation)
    {
        var transport = Transports.FirstOrDefault(known => text.StartsWith(known, StringComparison.Ordinal))
            ?? throw DeliveryErrors.BadBase(text, "names neither an image of a registry, nor an OCI layout, nor an archive of one");
        var at = text.LastIndexOf('@');
        if (at < 0 || !Digest.TryParse(text[(at + 1)..], out var digest))
            throw DeliveryErrors.BadBase(text, "has no digest, without which the image would not be the same again");
        var place = text[transport.Length..at];
        if (transport == Remote)
        {
            await PullAsync(text, place, digest, images, cancellation);
            return await OpenAsync(text, images, digest, null, cancellation);
        }

        var path = Path.GetFullPath(place, root);
        var unpacked = transport == Archive ? scratch : null;
        try
        {
            if (unpacked is not null)
                await UnpackAsync(text, path, unpacked, cancellation);
            else if (!Directory.Exists(path))
                throw DeliveryErrors.BadBase(text, $"is not there: '{path}' is no folder");
            return await OpenAsync(text, OciLayout.Open(unpacked ?? path), digest, unpacked, cancellation);
        }
        catch
        {
            Remove(unpacked);
            throw;
        }
    }

    /// <summary>The path of a base, with a <c>/</c> before it, where it is an image of this host; null otherwise.</summary>
    public static string? PathAt(string text, string host) =>
        text.StartsWith(Remote, StringComparison.Ordinal) && text[Remote.Length..].Split('@')[0].Split('/', 2) is [var itsHost, var path] && itsHost == host ? "/" + path : null;

    public void Dispose() => Remove(_unpacked);

    private static async Task<BaseImage> OpenAsync(string text, OciLayout layout, Digest digest, string? unpacked, CancellationToken cancellation)
    {
        try
        {
            var found = await layout.ResolveAsync(digest.ToString(), cancellation);
            var manifest = found.MediaType is OciJson.Index or OciJson.DockerList ? await OfThisSystemAsync(text, layout, found, cancellation) : found;
            var document = await OciJson.ReadAsync(layout, manifest, cancellation);
            var config = (await OciJson.ReadAsync(layout, OciJson.Descriptor(document.GetProperty("config")), cancellation)).Deserialize<JsonObject>()!;
            if ((string?)config["os"] != "linux" || (string?)config["architecture"] != DotnetRuntime.Architecture)
                throw DeliveryErrors.BadBase(text, $"is for {(string?)config["os"]}/{(string?)config["architecture"]}, and the model server was compiled for linux/{DotnetRuntime.Architecture}");
            return new(layout, manifest, [.. document.GetProperty("layers").EnumerateArray().Select(OciJson.Descriptor).Select(OciJson.AsOci)], config, unpacked);
        }
        catch (Exception exception) when (exception is KeyNotFoundException or InvalidOperationException or FormatException or JsonException)
        {
            throw DeliveryErrors.BadBase(text, $"is no image: {exception.Message}", exception);
        }
    }

    private static async Task PullAsync(string text, string name, Digest digest, OciLayout images, CancellationToken cancellation)
    {
        if (await images.HoldsAsync(digest, cancellation))
            return;
        var image = ImageName.Parse(name) ?? throw DeliveryErrors.BadBase(text, "names no registry");
        using var remote = RemoteRegistry.Connect(image.Registry);
        await remote.PullAsync(images, image.Repository, digest.ToString(), cancellation);
    }

    private static async Task<Descriptor> OfThisSystemAsync(string text, OciLayout layout, Descriptor index, CancellationToken cancellation)
    {
        var images = (await OciJson.ReadAsync(layout, index, cancellation)).GetProperty("manifests").EnumerateArray().ToArray();
        var found = images.FirstOrDefault(image => image.TryGetProperty("platform", out var platform)
            && platform.GetProperty("os").GetString() == "linux" && platform.GetProperty("architecture").GetString() == DotnetRuntime.Architecture);
        return found.ValueKind == JsonValueKind.Object ? OciJson.Descriptor(found) : throw DeliveryErrors.BadBase(text, $"has no image for linux/{DotnetRuntime.Architecture}");
    }

    private static async Task UnpackAsync(string text, string archive, string folder, CancellationToken cancellation)
    {
        if (!File.Exists(archive))
            throw DeliveryErrors.BadBase(text, $"is not there: '{archive}' is no file");
        try
        {
            Directory.CreateDirectory(folder);
            await TarFile.ExtractToDirectoryAsync(archive, folder, overwriteFiles: false, cancellation);
        }
        catch (Exception exception) when (exception is InvalidDataException or FormatException or EndOfStreamException)
        {
            throw DeliveryErrors.BadBase(text, $"is no tar archive: {exception.Message}", exception);
        }
    }

    private static void Remove(string? folder)
    {
        if (folder is not null && Directory.Exists(folder))
            Directory.Delete(folder, recursive: true);
    }
}

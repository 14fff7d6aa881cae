using MLOpsBuild.Registry;

namespace MLOpsBuild.Delivery;

/// <summary>The layers over the base, from what changes least to what changes most. They are not compressed: a compressor gives other bytes in another version or on another processor.</summary>
internal static class ImageLayers
{
    public const string Runtime = "app/dotnet";
    public const string Server = "app/server";
    public const string Model = "app/model";

    public static async Task<IReadOnlyList<ImageLayer>> WriteAsync(ImageRequest request, string model, ArtifactWriter writer, CancellationToken cancellation)
    {
        var server = new ServerFiles(request.ServerFolder, "linux");
        return
        [
            await WriteAsync(".NET runtime", DotnetRuntime.Files(Runtime), writer, cancellation),
            await WriteAsync("model server", [.. server.Paths().Select(path => ArchiveFile.OnDisk($"{Server}/{path}", server.FileOf(path)))], writer, cancellation),
            await WriteAsync("model", ArchiveFile.Below(model, Model), writer, cancellation),
        ];
    }

    private static async Task<ImageLayer> WriteAsync(string name, IReadOnlyList<ArchiveFile> files, ArtifactWriter writer, CancellationToken cancellation) =>
        new(name, await writer.WriteAsync(OciJson.Layer, stream => TarArchive.WriteAsync(stream, files, cancellation), cancellation));
}

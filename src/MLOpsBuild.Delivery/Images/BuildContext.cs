using System.IO.Pipelines;
using System.Text.RegularExpressions;

namespace MLOpsBuild.Delivery;

/// <summary>What an engine is sent to build an image: the generated Dockerfile, the release's package and the model server, each where the Dockerfile looks for it.</summary>
internal sealed partial class BuildContext
{
    private const string ServerSuffix = "/MLOpsBuild.Serving/release";

    private readonly IReadOnlyList<ArchiveFile> _files;

    private BuildContext(string dockerfile, string text, IReadOnlyList<ArchiveFile> files)
    {
        Dockerfile = dockerfile;
        Lines = DockerfileLines.Of(text);
        Base = BaseArgument().Match(text) is { Success: true } match ? match.Groups[1].Value : null;
        _files = files;
    }

    /// <summary>The Dockerfile's path in the context, and in the checkout.</summary>
    public string Dockerfile { get; }

    /// <summary>The line of each instruction.</summary>
    public IReadOnlyList<int> Lines { get; }

    /// <summary>The image that the Dockerfile builds on where the build names none; null where it does not say.</summary>
    public string? Base { get; }

    /// <exception cref="DeliveryException">The Dockerfile or what goes with it is missing, or was edited.</exception>
    public static async Task<BuildContext> OfAsync(ImageRequest request, string root, CancellationToken cancellation)
    {
        var dockerfile = $"pipelines/{request.Pipeline}/Dockerfile";
        var text = await ReadAsync(root, dockerfile, cancellation);
        var files = new List<ArchiveFile> { ArchiveFile.OnDisk(dockerfile, Path.Combine(root, dockerfile)) };
        foreach (var path in Paths(dockerfile + ".dockerignore", await ReadAsync(root, dockerfile + ".dockerignore", cancellation)))
            files.AddRange(await FilesAsync(request, root, path, cancellation));
        return new(dockerfile, text, files);
    }

    /// <summary>The context as a tar archive, made while it is read. Disposing ends the making.</summary>
    public Stream Open(CancellationToken cancellation)
    {
        var pipe = new Pipe();
        _ = FillAsync(pipe.Writer, cancellation);
        return pipe.Reader.AsStream();
    }

    // A failure reaches the reader through the pipe; a reader that is gone ends the writing.
    private async Task FillAsync(PipeWriter writer, CancellationToken cancellation)
    {
        Exception? failure = null;
        try
        {
            await using var stream = writer.AsStream(leaveOpen: true);
            await TarArchive.WriteAsync(stream, _files, cancellation);
        }
        catch (Exception exception)
        {
            failure = exception;
        }

        await writer.CompleteAsync(failure);
    }

    private static async Task<string> ReadAsync(string root, string path, CancellationToken cancellation)
    {
        try
        {
            return await File.ReadAllTextAsync(Path.Combine(root, path), cancellation);
        }
        catch (Exception exception) when (exception is FileNotFoundException or DirectoryNotFoundException)
        {
            throw DeliveryErrors.BadDockerfile(path, "is missing");
        }
    }

    /// <summary>What the generated ignore file lets through: all is ignored but some paths.</summary>
    private static IEnumerable<string> Paths(string file, string text)
    {
        foreach (var line in text.Split('\n').Select(line => line.Trim()).Where(line => line.Length > 0 && !line.StartsWith('#') && line != "**"))
            yield return line.StartsWith('!') ? line[1..] : throw DeliveryErrors.BadDockerfile(file, $"has the line '{line}', where only paths to let through are expected");
    }

    private static async Task<IEnumerable<ArchiveFile>> FilesAsync(ImageRequest request, string root, string path, CancellationToken cancellation)
    {
        if (path == $"artifacts/{request.Pipeline}/package/oci")
            return await PackageContents.FilesAsync(request, path, cancellation);
        if (path.EndsWith(ServerSuffix, StringComparison.Ordinal))
        {
            var server = new ServerFiles(request.ServerFolder, "linux");
            return server.Paths().Select(file => ArchiveFile.OnDisk($"{path}/{file}", server.FileOf(file)));
        }

        var full = Path.Combine(root, path);
        return Directory.Exists(full) ? ArchiveFile.Below(full, path)
            : File.Exists(full) ? [ArchiveFile.OnDisk(path, full)]
            : [];
    }

    [GeneratedRegex("^ARG BASE=\"?([^\"\\s]+)", RegexOptions.Multiline)]
    private static partial Regex BaseArgument();
}

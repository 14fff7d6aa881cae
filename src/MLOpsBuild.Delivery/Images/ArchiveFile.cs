namespace MLOpsBuild.Delivery;

/// <summary>A file to be put into an archive.</summary>
/// <param name="Path">Its relative path with forward slashes.</param>
/// <param name="Open">Opens its content, the same each time.</param>
/// <param name="IsProgram">Whether it can be executed.</param>
internal sealed record ArchiveFile(string Path, Func<CancellationToken, Task<Stream>> Open, bool IsProgram = false)
{
    public static ArchiveFile OnDisk(string path, string file, bool isProgram = false) =>
        new(path, _ => Task.FromResult<Stream>(new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.Read, bufferSize: 0, useAsync: false)), isProgram);

    public static ArchiveFile OfBytes(string path, byte[] bytes) =>
        new(path, _ => Task.FromResult<Stream>(new MemoryStream(bytes, writable: false)));

    /// <summary>All files below a folder, in ordinal order.</summary>
    public static IReadOnlyList<ArchiveFile> Below(string source, string folder) =>
    [
        .. Directory.EnumerateFiles(source, "*", SearchOption.AllDirectories)
            .Select(file => System.IO.Path.GetRelativePath(source, file).Replace('\\', '/'))
            .Order(StringComparer.Ordinal)
            .Select(path => OnDisk($"{folder}/{path}", System.IO.Path.Combine(source, path))),
    ];
}

using System.Formats.Tar;

namespace MLOpsBuild.Delivery;

/// <summary>Writes archives whose bytes follow from names and contents alone: ustar, owner 0, time 0, fixed modes, folders before what is in them.</summary>
internal static class TarArchive
{
    private const UnixFileMode Readable = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.GroupRead | UnixFileMode.OtherRead;
    private const UnixFileMode Executable = Readable | UnixFileMode.UserExecute | UnixFileMode.GroupExecute | UnixFileMode.OtherExecute;

    /// <summary>Writes the files in their order.</summary>
    public static async Task WriteAsync(Stream target, IEnumerable<ArchiveFile> files, CancellationToken cancellation)
    {
        await using var writer = new TarWriter(target, TarEntryFormat.Ustar, leaveOpen: true);
        var folders = new HashSet<string>(StringComparer.Ordinal);
        foreach (var file in files)
        {
            foreach (var folder in Folders(file.Path).Where(folders.Add))
                await writer.WriteEntryAsync(Entry(TarEntryType.Directory, folder, Executable), cancellation);
            await using var content = await file.Open(cancellation);
            var entry = Entry(TarEntryType.RegularFile, file.Path, file.IsProgram ? Executable : Readable);
            entry.DataStream = content;
            await writer.WriteEntryAsync(entry, cancellation);
        }
    }

    private static UstarTarEntry Entry(TarEntryType type, string path, UnixFileMode mode) => new(type, path) { Mode = mode, ModificationTime = DateTimeOffset.UnixEpoch };

    private static IEnumerable<string> Folders(string path)
    {
        for (var at = path.IndexOf('/', StringComparison.Ordinal); at > 0; at = path.IndexOf('/', at + 1))
            yield return path[..(at + 1)];
    }
}

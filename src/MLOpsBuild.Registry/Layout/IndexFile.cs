namespace MLOpsBuild.Registry;

/// <summary><c>index.json</c> on disk: read as it is, changed under a lock and replaced as a whole.</summary>
internal sealed class IndexFile(LayoutPaths paths, LayoutOptions options)
{
    public async Task<LayoutIndex> ReadAsync(CancellationToken cancellationToken)
    {
        try
        {
            return LayoutIndex.Parse(await File.ReadAllBytesAsync(paths.Index, cancellationToken), paths.Index);
        }
        catch (Exception missing) when (missing is FileNotFoundException or DirectoryNotFoundException)
        {
            return LayoutIndex.Empty(paths.Index);
        }
    }

    /// <summary>Changes the index; no other process changes it between reading and writing.</summary>
    public async Task<T> ChangeAsync<T>(
        Func<LayoutIndex, Task<(LayoutIndex Changed, T Result)>> change, CancellationToken cancellationToken)
    {
        await using var held = await FileLock.ExclusiveAsync(paths.IndexLock, options, cancellationToken);
        var current = await ReadAsync(cancellationToken);
        var (changed, result) = await change(current);
        if (changed != current || !File.Exists(paths.Index))
            await AtomicFile.WriteAsync(paths.Index, paths.NewIncoming(), changed.ToBytes(), cancellationToken);
        if (!File.Exists(paths.Marker))
            await AtomicFile.WriteAsync(paths.Marker, paths.NewIncoming(), LayoutMarker.Bytes, cancellationToken);
        return result;
    }
}

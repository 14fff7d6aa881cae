namespace MLOpsBuild.Registry;

/// <summary>
/// An OCI image layout (image specification 1.1) as a registry for many repositories: an entry of <c>index.json</c> is named
/// <c>name:tag</c>. Reading takes no lock and writes nothing; every blob is checked against its digest whenever it is read.
/// </summary>
public sealed partial class OciLayout
{
    /// <summary>The folder below the layout that holds locks and unfinished writes: no content, and made anew where it is missing.</summary>
    public const string WorkingFolder = ".mlopsbuild";

    private readonly LayoutPaths _paths;
    private readonly BlobStore _blobs;
    private readonly IndexFile _index;
    private readonly LayoutOptions _options;

    private OciLayout(LayoutPaths paths, LayoutOptions options)
    {
        _paths = paths;
        _options = options;
        _blobs = new BlobStore(paths);
        _index = new IndexFile(paths, options);
    }

    /// <summary>The absolute path of the layout.</summary>
    public string Root => _paths.Root;

    /// <summary>
    /// Opens the layout in a folder. A folder that is missing or empty is an empty layout, whose files the first write creates;
    /// a folder that holds something else, or a broken layout, is refused.
    /// </summary>
    public static OciLayout Open(string folder, LayoutOptions? options = null)
    {
        var paths = new LayoutPaths(Path.GetFullPath(folder));
        LayoutMarker.Check(paths);
        return new OciLayout(paths, options ?? new LayoutOptions());
    }

    /// <summary>The content of a blob, whose digest and size have been checked before the first byte is handed out.</summary>
    public Task<Stream> OpenBlobAsync(Descriptor descriptor, CancellationToken cancellationToken = default) =>
        GuardAsync(() => _blobs.OpenAsync(descriptor, cancellationToken));

    // A writer of blobs shares this lock with others; collecting garbage takes it alone.
    internal Task<T> WriteBlobsAsync<T>(Func<Task<T>> write, CancellationToken cancellationToken) => GuardAsync(async () =>
    {
        await using var shared = await FileLock.SharedAsync(_paths.BlobLock, _options, cancellationToken);
        return await write();
    });

    internal Task<T> GuardAsync<T>(Func<Task<T>> action) => StorageGuard.RunAsync(_paths.Root, action);

    private async Task<Manifest> ReadManifestAsync(Descriptor descriptor, CancellationToken cancellationToken) =>
        Manifest.Parse(await _blobs.ReadDocumentAsync(descriptor, cancellationToken), _blobs.PathOf(descriptor.Digest));
}

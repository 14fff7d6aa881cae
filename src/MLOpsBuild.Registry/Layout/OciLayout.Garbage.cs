namespace MLOpsBuild.Registry;

public sealed partial class OciLayout
{
    /// <summary>
    /// Removes the blobs that nothing in <c>index.json</c> reaches, the referrers of removed artifacts and unfinished writes, while no
    /// one writes; with <paramref name="untagged"/> also the artifacts without a tag. Refuses, removing nothing, when a manifest is
    /// damaged: what it refers to cannot be known.
    /// </summary>
    public Task<GarbageReport> CollectGarbageAsync(bool untagged = false, CancellationToken cancellationToken = default) => GuardAsync(async () =>
    {
        await using var alone = await FileLock.ExclusiveAsync(_paths.BlobLock, _options, cancellationToken);
        return Sweep(await _index.ChangeAsync(async index =>
        {
            var kept = untagged ? index.Without(entry => entry.Reference is null) : index;
            var reached = await Reachability.OfAsync(kept, _blobs, cancellationToken);
            return (kept.Without(entry => ReferrersTag.SubjectOf(entry.Reference) is { } subject && !reached.Contains(subject)), reached);
        }, cancellationToken));
    });

    /// <summary>Leaves exactly one artifact, without a tag, in place of all that is here.</summary>
    internal Task<Descriptor> ReplaceAsync(Func<BlobStore, Task<Descriptor>> write, CancellationToken cancellationToken) => GuardAsync(async () =>
    {
        await using var alone = await FileLock.ExclusiveAsync(_paths.BlobLock, _options, cancellationToken);
        var written = await write(_blobs);
        Sweep(await _index.ChangeAsync(async index =>
        {
            var only = index.Without(_ => true).With(null, written);
            return (only, await Reachability.OfAsync(only, _blobs, cancellationToken));
        }, cancellationToken));
        return written;
    });

    internal Task<IReadOnlyList<Descriptor>> AllAsync(CancellationToken cancellationToken) => GuardAsync(async () =>
    {
        var index = await _index.ReadAsync(cancellationToken);
        return (IReadOnlyList<Descriptor>)[.. index.Entries
            .Where(entry => ReferrersTag.SubjectOf(entry.Reference) is null)
            .Select(entry => entry.Descriptor)
            .DistinctBy(descriptor => descriptor.Digest)];
    });

    // Comes after the index is written: a process that dies here leaves garbage, never an entry without its blobs.
    private GarbageReport Sweep(IReadOnlySet<Digest> reached)
    {
        var blobs = Files(_paths.Blobs).Where(file => Digest.TryParse("sha256:" + file.Name, out _)).ToList();
        var garbage = blobs.Where(file => !reached.Contains(Digest.Parse("sha256:" + file.Name))).OrderBy(file => file.Name, StringComparer.Ordinal).ToList();
        var unfinished = Files(_paths.Incoming).ToList();
        var bytes = garbage.Concat(unfinished).Sum(file => file.Length);
        foreach (var file in garbage.Concat(unfinished))
            file.Delete();
        return new([.. garbage.Select(file => Digest.Parse("sha256:" + file.Name))], unfinished.Count, bytes, blobs.Count - garbage.Count);
    }

    private static IEnumerable<FileInfo> Files(string folder) =>
        Directory.Exists(folder) ? new DirectoryInfo(folder).EnumerateFiles() : [];
}

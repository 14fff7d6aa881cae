namespace MLOpsBuild.Registry;

/// <summary>Which blobs an index keeps alive, referrers of what is alive included.</summary>
internal static class Reachability
{
    public static async Task<IReadOnlySet<Digest>> OfAsync(LayoutIndex index, BlobStore blobs, CancellationToken cancellationToken)
    {
        var reached = new HashSet<Digest>();
        var lists = index.Entries.Where(entry => ReferrersTag.SubjectOf(entry.Reference) is not null).ToList();
        foreach (var entry in index.Entries.Except(lists).Where(IsOurs))
            await MarkAsync(entry.Descriptor, blobs, reached, cancellationToken);
        // A referrer can be a subject itself, so lists are followed until nothing new is reached.
        while (lists.FirstOrDefault(list => reached.Contains(ReferrersTag.SubjectOf(list.Reference)!)) is { } next)
        {
            lists.Remove(next);
            await MarkAsync(next.Descriptor, blobs, reached, cancellationToken);
        }
        return reached;
    }

    // An entry with another algorithm keeps its blobs in another folder, which is never swept.
    private static bool IsOurs(IndexEntry entry) => Digest.TryParse(entry.DigestText, out _);

    // Other tools may list any blob; only manifests and indexes refer to more.
    private static bool IsDocument(Descriptor descriptor) =>
        descriptor.MediaType.EndsWith("+json", StringComparison.Ordinal)
        && (descriptor.MediaType.Contains(".manifest.", StringComparison.Ordinal) || descriptor.MediaType.Contains(".index.", StringComparison.Ordinal));

    private static async Task MarkAsync(Descriptor manifest, BlobStore blobs, HashSet<Digest> reached, CancellationToken cancellationToken)
    {
        if (!reached.Add(manifest.Digest) || !IsDocument(manifest))
            return;
        var bytes = await blobs.ReadDocumentAsync(manifest, cancellationToken);
        var references = DocumentReferences.Of(bytes, blobs.PathOf(manifest.Digest));
        foreach (var child in references.Manifests)
            await MarkAsync(child, blobs, reached, cancellationToken);
        reached.UnionWith(references.Blobs.Select(blob => blob.Digest));
    }
}

namespace MLOpsBuild.Registry;

/// <summary>Brings a manifest, all that it refers to and all that refers to it into a repository.</summary>
internal sealed class TreePush(OciLayout source, RemoteRepository repository, string? mountFrom)
{
    private readonly HashSet<Digest> _seen = [];
    private readonly RemoteReferrers _referrers = new(repository);
    private int _sent;
    private long _sentBytes;
    private int _mounted;
    private int _present;

    public PushReport Report(Descriptor descriptor) => new(descriptor) { Sent = _sent, SentBytes = _sentBytes, Mounted = _mounted, Present = _present };

    public async Task RunAsync(Descriptor manifest, CancellationToken cancellationToken)
    {
        if (!_seen.Add(manifest.Digest))
            return;
        var bytes = await source.Blobs.ReadDocumentAsync(manifest, cancellationToken);
        var where = source.Blobs.PathOf(manifest.Digest);
        var references = DocumentReferences.Of(bytes, where);
        foreach (var child in references.Manifests)
            await RunAsync(child, cancellationToken);
        if (await repository.FindAsync(manifest.Digest.ToString(), cancellationToken) is not null)
            _present++;
        else
            await SendAsync(ManifestDocument.Of(bytes, manifest.MediaType, where), references, cancellationToken);
        await RunReferrersAsync(manifest.Digest, cancellationToken);
    }

    private async Task SendAsync(ManifestDocument manifest, DocumentReferences references, CancellationToken cancellationToken)
    {
        foreach (var blob in references.Blobs.Where(blob => _seen.Add(blob.Digest)))
            Count(await SendBlobAsync(blob, cancellationToken), blob.Size);
        await repository.WriteAsync(manifest.Descriptor.Digest.ToString(), manifest, cancellationToken);
        Count(UploadOutcome.Sent, manifest.Bytes.Length);
    }

    private async Task<UploadOutcome> SendBlobAsync(Descriptor blob, CancellationToken cancellationToken)
    {
        if (await repository.HasBlobAsync(blob, cancellationToken))
            return UploadOutcome.Present;
        await using var content = new BlobSource(source.Blobs, blob);
        return await new BlobUpload(repository, content, mountFrom).RunAsync(cancellationToken);
    }

    private async Task RunReferrersAsync(Digest subject, CancellationToken cancellationToken)
    {
        var referrers = await source.ReferrersAsync(subject, artifactType: null, cancellationToken);
        foreach (var referrer in referrers)
            await RunAsync(referrer, cancellationToken);
        if (referrers.Count > 0)
            await _referrers.ListAsync(subject, referrers, cancellationToken);
    }

    private void Count(UploadOutcome outcome, long bytes)
    {
        _present += outcome == UploadOutcome.Present ? 1 : 0;
        _mounted += outcome == UploadOutcome.Mounted ? 1 : 0;
        _sent += outcome == UploadOutcome.Sent ? 1 : 0;
        _sentBytes += outcome == UploadOutcome.Sent ? bytes : 0;
    }
}

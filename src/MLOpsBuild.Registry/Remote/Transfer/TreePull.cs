namespace MLOpsBuild.Registry;

/// <summary>Brings a manifest, all that it refers to and all that refers to it into a layout; the manifest is written after what it refers to.</summary>
internal sealed class TreePull(OciLayout target, RemoteRepository repository)
{
    private readonly HashSet<Digest> _seen = [];
    private readonly RemoteReferrers _referrers = new(repository);

    public async Task RunAsync(ManifestDocument manifest, CancellationToken cancellationToken)
    {
        if (!_seen.Add(manifest.Descriptor.Digest))
            return;
        var references = DocumentReferences.Of(manifest.Bytes, $"{repository}@{manifest.Descriptor.Digest}");
        foreach (var child in references.Manifests)
            await RunAsync(child, cancellationToken);
        foreach (var blob in references.Blobs.Where(blob => _seen.Add(blob.Digest)))
        {
            if (!await target.Blobs.VerifiesAsync(blob, cancellationToken))
                await new BlobDownload(repository, target.Blobs, blob).RunAsync(cancellationToken);
        }
        await target.Blobs.WriteAsync(manifest.Descriptor.MediaType, manifest.Bytes, cancellationToken);
        await PullReferrersAsync(manifest.Descriptor.Digest, cancellationToken);
    }

    // One that is listed is whole, because it was listed last; what refers to it in turn may be new.
    public async Task PullReferrersAsync(Digest subject, CancellationToken cancellationToken)
    {
        var known = (await target.ReferrersAsync(subject, artifactType: null, cancellationToken)).Select(referrer => referrer.Digest).ToHashSet();
        foreach (var referrer in await _referrers.OfAsync(subject, cancellationToken))
        {
            if (known.Contains(referrer.Digest) && _seen.Add(referrer.Digest))
            {
                await PullReferrersAsync(referrer.Digest, cancellationToken);
                continue;
            }

            await RunAsync(referrer, cancellationToken);
            await target.AddReferrerAsync(subject, referrer, cancellationToken);
        }
    }

    private async Task RunAsync(Descriptor manifest, CancellationToken cancellationToken) => await RunAsync(
        await repository.ReadAsync(manifest.Digest.ToString(), cancellationToken) ?? throw RegistryErrors.MissingBlob($"{repository}@{manifest.Digest}"), cancellationToken);
}

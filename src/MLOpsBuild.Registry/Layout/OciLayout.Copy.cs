namespace MLOpsBuild.Registry;

public sealed partial class OciLayout
{
    /// <summary>
    /// Copies an artifact (<c>name:tag</c>, <c>name@sha256:...</c> or <c>sha256:...</c>) and its referrers from another layout.
    /// Blobs that are here and have their digest are not copied again; damaged ones are replaced. Without a tag the artifact is kept until it gets one.
    /// </summary>
    public Task<Descriptor> CopyFromAsync(OciLayout source, string referenceOrDigest, CancellationToken cancellationToken = default) =>
        WriteBlobsAsync(async () =>
        {
            var found = await source.FindReferenceAsync(referenceOrDigest, cancellationToken);
            await CopyTreeAsync(source, found, [], cancellationToken);
            return await KeepAsync(found, cancellationToken);
        }, cancellationToken);

    /// <summary>
    /// Copies an artifact and gives it a version of the repository: the one that its digest has, or the next.
    /// Pushes at the same time never share a version.
    /// </summary>
    public Task<TaggedDescriptor> PushAsync(
        OciLayout source, string referenceOrDigest, string name, CancellationToken cancellationToken = default) =>
        WriteBlobsAsync(async () =>
        {
            NameRules.CheckName(name);
            var found = await source.FindReferenceAsync(referenceOrDigest, cancellationToken);
            await CopyTreeAsync(source, found, [], cancellationToken);
            return await _index.ChangeAsync(index =>
            {
                var version = Versions.Of(index, name, found.Digest) ?? Versions.Next(index, name);
                var pushed = new TaggedDescriptor(name, version.ToString(), found);
                return Task.FromResult((index.With(pushed.ToString(), found), pushed));
            }, cancellationToken);
        }, cancellationToken);

    /// <summary>
    /// Proposes the version of the next new digest of a repository, as a tag of the source has it. It counts where it is higher than every
    /// version that was given before; a digest that has a version keeps it.
    /// </summary>
    public Task ProposeVersionAsync(string name, string version, CancellationToken cancellationToken = default) => GuardAsync(() =>
    {
        NameRules.CheckName(name);
        var proposed = PackageVersion.Parse(version) ?? throw RegistryErrors.BadTag(version);
        return _index.ChangeAsync(index => Task.FromResult((Versions.Propose(index, name, proposed), proposed)), cancellationToken);
    });

    /// <summary>The version that the next new digest of a repository gets: the proposed one, or 0.1.0, or one patch more than the highest.</summary>
    public Task<string> NextVersionAsync(string name, CancellationToken cancellationToken = default) => GuardAsync(async () =>
        Versions.Next(await _index.ReadAsync(cancellationToken), NameRules.CheckName(name)).ToString());

    /// <summary>Keeps an artifact whose blobs are here until a tag takes its place.</summary>
    internal Task<Descriptor> KeepAsync(Descriptor artifact, CancellationToken cancellationToken) =>
        _index.ChangeAsync(index => Task.FromResult((index.With(null, artifact), artifact)), cancellationToken);

    private async Task<Descriptor> FindReferenceAsync(string referenceOrDigest, CancellationToken cancellationToken)
    {
        var index = await _index.ReadAsync(cancellationToken);
        return Reference.Parse(referenceOrDigest).FindIn(index)?.Descriptor
            ?? throw RegistryErrors.UnknownReference(referenceOrDigest, Root, index.Entries.Select(entry => entry.Reference ?? entry.DigestText ?? "?"));
    }

    // A manifest is written after everything it refers to, so that one that is there is whole.
    private async Task CopyTreeAsync(OciLayout source, Descriptor manifest, HashSet<Digest> seen, CancellationToken cancellationToken)
    {
        if (!seen.Add(manifest.Digest))
            return;
        var bytes = await source._blobs.ReadDocumentAsync(manifest, cancellationToken);
        var references = DocumentReferences.Of(bytes, source._blobs.PathOf(manifest.Digest));
        foreach (var child in references.Manifests)
            await CopyTreeAsync(source, child, seen, cancellationToken);
        foreach (var blob in references.Blobs)
            await _blobs.CopyFromAsync(source._blobs, blob, cancellationToken);
        await _blobs.WriteAsync(manifest.MediaType, bytes, cancellationToken);
        foreach (var referrer in await source.ReferrersAsync(manifest.Digest, artifactType: null, cancellationToken))
        {
            await CopyTreeAsync(source, referrer, seen, cancellationToken);
            await AddReferrerAsync(manifest.Digest, referrer, cancellationToken);
        }
    }
}

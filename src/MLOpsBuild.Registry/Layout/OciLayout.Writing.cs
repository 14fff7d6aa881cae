namespace MLOpsBuild.Registry;

public sealed partial class OciLayout
{
    internal BlobStore Blobs => _blobs;

    /// <summary>
    /// Puts an artifact of any kind together and makes <c>name:tag</c> name the manifest that <paramref name="write"/> returns, whatever it named before:
    /// the manifest must be written after all that it refers to. Nothing of it counts as garbage meanwhile.
    /// </summary>
    public Task<Descriptor> WriteAsync(string name, string tag, Func<ArtifactWriter, Task<Descriptor>> write, CancellationToken cancellationToken = default)
    {
        var reference = NameRules.Reference(name, tag);
        return WriteBlobsAsync(async () =>
        {
            var manifest = await write(new ArtifactWriter(_blobs));
            return await _index.ChangeAsync(index => Task.FromResult((index.With(reference, manifest), manifest)), cancellationToken);
        }, cancellationToken);
    }

    /// <summary>The manifest or index that <c>name:tag</c>, <c>name@sha256:...</c> or <c>sha256:...</c> names in the layout's index.</summary>
    /// <exception cref="RegistryException">It names nothing (<see cref="RegistryCodes.UnknownReference"/>).</exception>
    public Task<Descriptor> ResolveAsync(string referenceOrDigest, CancellationToken cancellationToken = default) => GuardAsync(() =>
        FindReferenceAsync(referenceOrDigest, cancellationToken));

    /// <summary>Whether the layout's index names this manifest or index, by a tag or without one.</summary>
    public Task<bool> HoldsAsync(Digest digest, CancellationToken cancellationToken = default) => GuardAsync(async () =>
        Reference.Parse(digest.ToString()).FindIn(await _index.ReadAsync(cancellationToken)) is not null);
}

namespace MLOpsBuild.Registry;

public sealed partial class RemoteRegistry
{
    /// <summary>
    /// Pulls what a tag or a digest names in a repository, with its referrers, into a layout, where it gets the same tag. Blobs that are there and
    /// have their digest are not asked for; what does not have its digest is refused and never appears there.
    /// Refuses with <see cref="RegistryCodes.UnknownReference"/> what the repository does not have, and with
    /// <see cref="RegistryCodes.VersionTaken"/> a version that is another digest in the layout.
    /// </summary>
    public async Task<Descriptor> PullAsync(OciLayout target, string name, string reference, CancellationToken cancellationToken = default)
    {
        var repository = Repository(name);
        var manifest = await RequireAsync(repository, CheckReference(reference), cancellationToken);
        await target.WriteBlobsAsync(async () =>
        {
            await new TreePull(target, repository).RunAsync(manifest, cancellationToken);
            return await target.KeepAsync(manifest.Descriptor, cancellationToken);
        }, cancellationToken);
        if (!Digest.TryParse(reference, out _))
            await target.TagAsync(name, reference, manifest.Descriptor, cancellationToken: cancellationToken);
        return manifest.Descriptor;
    }

    /// <summary>Pulls what was attached to an artifact that the layout has; what is listed there already is not asked for.</summary>
    public Task PullReferrersAsync(OciLayout target, string name, Digest subject, CancellationToken cancellationToken = default) =>
        target.WriteBlobsAsync(async () =>
        {
            await new TreePull(target, Repository(name)).PullReferrersAsync(subject, cancellationToken);
            return subject;
        }, cancellationToken);
}

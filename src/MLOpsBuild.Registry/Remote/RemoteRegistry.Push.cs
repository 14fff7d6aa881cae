namespace MLOpsBuild.Registry;

public sealed partial class RemoteRegistry
{
    /// <summary>
    /// Pushes an artifact of a layout (<c>name:tag</c>, <c>name@sha256:...</c> or <c>sha256:...</c>), be it a package, an image or an index, with
    /// its referrers, into a repository. What is there is not sent; a blob is written before the manifest that names it, and the tag last.
    /// </summary>
    /// <param name="source">Where the artifact is.</param>
    /// <param name="referenceOrDigest">Which one.</param>
    /// <param name="name">The repository.</param>
    /// <param name="tag">The tag it gets; without one it is there by its digest alone. A version that names another digest is refused.</param>
    /// <param name="mountFrom">Another repository here that may have some of its blobs already; one elsewhere on the same host by its whole path, with a <c>/</c> before it.</param>
    /// <param name="cancellationToken">Stops the push; what has arrived stays.</param>
    public Task<PushReport> PushAsync(
        OciLayout source, string referenceOrDigest, string name, string? tag = null, string? mountFrom = null, CancellationToken cancellationToken = default) =>
        source.GuardAsync(async () =>
        {
            var repository = Repository(name);
            var found = await source.ResolveAsync(referenceOrDigest, cancellationToken);
            await RefuseTakenVersionAsync(repository, tag, found.Digest, cancellationToken);
            var push = new TreePush(source, repository, mountFrom is null ? null : _client.Address.RepositoryOrPath(mountFrom));
            await push.RunAsync(found, cancellationToken);
            if (tag is not null)
                await TagAsync(name, tag, found, cancellationToken: cancellationToken);
            return push.Report(found);
        });

    /// <summary>Known before anything is sent.</summary>
    private static async Task RefuseTakenVersionAsync(RemoteRepository repository, string? tag, Digest wanted, CancellationToken cancellationToken)
    {
        if (tag is not null
            && PackageVersion.Parse(tag) is not null
            && await repository.FindAsync(tag, cancellationToken) is { Digest: var current }
            && current != wanted)
        {
            throw RegistryErrors.VersionTaken($"{repository}:{tag}", current, wanted);
        }
    }
}

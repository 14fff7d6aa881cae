using System.Collections.Immutable;

namespace MLOpsBuild.Registry;

public sealed partial class RemoteRegistry
{
    /// <summary>What is attached to an artifact, all of it or of one artifact type; by the referrers API, or by the tag scheme where the registry has none.</summary>
    public async Task<IReadOnlyList<Descriptor>> ReferrersAsync(
        string name, Digest subject, string? artifactType = null, CancellationToken cancellationToken = default) =>
        [.. (await new RemoteReferrers(Repository(name)).OfAsync(subject, cancellationToken)).Where(referrer => artifactType is null || referrer.ArtifactType == artifactType)];

    /// <summary>
    /// Attaches a payload to an artifact of a repository, as <see cref="OciLayout.AttachAsync(Descriptor, string, ReadOnlyMemory{byte}, ImmutableSortedDictionary{string, string}?, CancellationToken)"/>
    /// does in a layout. The same payload attached twice is there once.
    /// </summary>
    public async Task<Descriptor> AttachAsync(
        string name, Descriptor subject, string artifactType, ReadOnlyMemory<byte> payload,
        ImmutableSortedDictionary<string, string>? annotations = null, CancellationToken cancellationToken = default)
    {
        var repository = Repository(name);
        if (await repository.FindAsync(subject.Digest.ToString(), cancellationToken) is null)
            throw RegistryErrors.UnknownRemoteReference(repository, subject.Digest.ToString());
        // A layout of its own makes the manifest the same as one that was attached before the push.
        var folder = Directory.CreateTempSubdirectory("mlopsbuild-attach-");
        try
        {
            var layout = OciLayout.Open(folder.FullName);
            using var stream = new MemoryStream(payload.ToArray(), writable: false);
            var referrer = await layout.WriteReferrerAsync(subject, artifactType, stream, annotations, cancellationToken);
            await new TreePush(layout, repository, mountFrom: null).RunAsync(referrer, cancellationToken);
            await new RemoteReferrers(repository).ListAsync(subject.Digest, [referrer], cancellationToken);
            return referrer;
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }
}

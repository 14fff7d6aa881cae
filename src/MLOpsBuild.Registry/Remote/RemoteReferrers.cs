using System.Collections.Immutable;
using System.Net;

namespace MLOpsBuild.Registry;

/// <summary>What refers to a manifest: by the referrers API of the OCI distribution specification 1.1, or by its tag scheme where a registry has no such API.</summary>
internal sealed class RemoteReferrers(RemoteRepository repository)
{
    private const int WriteAttempts = 5;

    public async Task<ImmutableArray<Descriptor>> OfAsync(Digest subject, CancellationToken cancellationToken) =>
        await ByApiAsync(subject, cancellationToken) ?? await ByTagAsync(subject, cancellationToken);

    /// <summary>Lists referrers whose manifests are in the repository, where the registry does not do so by itself.</summary>
    public async Task ListAsync(Digest subject, IReadOnlyCollection<Descriptor> referrers, CancellationToken cancellationToken)
    {
        if (await ByApiAsync(subject, cancellationToken) is not null)
            return;
        for (var attempt = 0; attempt < WriteAttempts; attempt++)
        {
            var known = await ByTagAsync(subject, cancellationToken);
            var missing = referrers.Where(referrer => known.All(other => other.Digest != referrer.Digest)).ToList();
            if (missing.Count == 0)
                return;
            var list = ManifestDocument.Of(new ManifestList([.. known, .. missing]).ToBytes(), MediaTypes.ImageIndex, TagOf(subject));
            await repository.WriteAsync(TagOf(subject), list, cancellationToken);
        }
        throw RegistryErrors.TagMoved($"{repository}:{TagOf(subject)}", "to keep what was written", "written by others again and again");
    }

    private static string TagOf(Digest subject) => ReferrersTag.Of(subject);

    private async Task<ImmutableArray<Descriptor>> ByTagAsync(Digest subject, CancellationToken cancellationToken) =>
        await repository.ReadAsync(TagOf(subject), cancellationToken) is { } list ? ManifestList.Parse(list.Bytes, $"{repository}:{TagOf(subject)}").Manifests : [];

    private async Task<ImmutableArray<Descriptor>?> ByApiAsync(Digest subject, CancellationToken cancellationToken)
    {
        var found = ImmutableArray.CreateBuilder<Descriptor>();
        for (RegistryRequest? page = repository.Request(HttpMethod.Get, $"referrers/{subject}", Scopes.Pull(repository.Path)); page is not null;)
        {
            var current = page;
            var (known, next) = await repository.Client.SendAsync<(ImmutableArray<Descriptor>?, Uri?)>(current, async response => response.Status switch
            {
                HttpStatusCode.OK => (ManifestList.Parse(await response.ReadDocumentAsync(BlobStore.DocumentLimit), current.Where).Manifests, PageLink.Next(repository.Client, response)),
                HttpStatusCode.NotFound or HttpStatusCode.MethodNotAllowed => (null, null),
                _ => throw await repository.Client.UnexpectedAsync(current, response),
            }, cancellationToken);
            if (known is null)
                return null;
            found.AddRange(known.Value);
            page = next is null ? null : current with { Target = next };
        }
        return found.ToImmutable();
    }
}

using System.Collections.Immutable;
using System.Net;
using System.Net.Http.Headers;

namespace MLOpsBuild.Registry;

/// <summary>Manifests and blobs of one repository of a registry.</summary>
internal sealed class RemoteRepository(RegistryClient client, string path)
{
    private static readonly string[] Manifests =
    [
        MediaTypes.ImageManifest, MediaTypes.ImageIndex,
        "application/vnd.docker.distribution.manifest.v2+json", "application/vnd.docker.distribution.manifest.list.v2+json",
    ];

    public RegistryClient Client { get; } = client;

    /// <summary>The repository's whole name in the registry.</summary>
    public string Path { get; } = path;

    public override string ToString() => $"{Client.Address.Host}/{Path}";

    public RegistryRequest Request(HttpMethod method, string below, ImmutableArray<string> scopes) => new(method, Client.Target($"{Path}/{below}"), scopes);

    /// <summary>What a tag or digest names, without reading it; null where it names nothing.</summary>
    public Task<Descriptor?> FindAsync(string reference, CancellationToken cancellationToken)
    {
        var request = Request(HttpMethod.Head, $"manifests/{reference}", Scopes.Pull(Path)) with { Headers = AcceptManifests };
        return Client.SendAsync(request, async response => response.Status switch
        {
            HttpStatusCode.NotFound => null,
            HttpStatusCode.OK when response is { ContentDigest: { } digest, ContentHeaders: { ContentType.MediaType: { } type, ContentLength: { } size } } => new Descriptor(type, digest, size),
            HttpStatusCode.OK => (await ReadAsync(reference, cancellationToken))?.Descriptor,
            _ => throw await Client.UnexpectedAsync(request, response),
        }, cancellationToken);
    }

    /// <summary>A manifest, whose bytes have the digest that was asked for or that the registry says; null where there is none.</summary>
    public Task<ManifestDocument?> ReadAsync(string reference, CancellationToken cancellationToken)
    {
        var request = Request(HttpMethod.Get, $"manifests/{reference}", Scopes.Pull(Path)) with { Headers = AcceptManifests };
        return Client.SendAsync(request, async response => response.Status switch
        {
            HttpStatusCode.NotFound => null,
            HttpStatusCode.OK => await ReadAsync(reference, response),
            _ => throw await Client.UnexpectedAsync(request, response),
        }, cancellationToken);
    }

    /// <summary>Writes a manifest under a tag or its digest.</summary>
    public Task WriteAsync(string reference, ManifestDocument manifest, CancellationToken cancellationToken)
    {
        var request = Request(HttpMethod.Put, $"manifests/{reference}", Scopes.Push(Path)) with { Content = _ => manifest.ToContent() };
        return Client.SendAsync(request, async response =>
        {
            if (response.Status is not (HttpStatusCode.Created or HttpStatusCode.OK or HttpStatusCode.Accepted))
                throw await Client.UnexpectedAsync(request, response);
            if (response.ContentDigest is { } digest && digest != manifest.Descriptor.Digest)
                throw RegistryErrors.RemoteDigest(response.Target, manifest.Descriptor.Digest, digest);
            return true;
        }, cancellationToken);
    }

    public Task<bool> HasBlobAsync(Descriptor blob, CancellationToken cancellationToken)
    {
        var request = Request(HttpMethod.Head, $"blobs/{blob.Digest}", Scopes.Push(Path));
        return Client.SendAsync(request, async response => response.Status switch
        {
            HttpStatusCode.OK => true,
            HttpStatusCode.NotFound => false,
            _ => throw await Client.UnexpectedAsync(request, response),
        }, cancellationToken);
    }

    private static async Task<ManifestDocument> ReadAsync(string reference, RegistryResponse response)
    {
        var bytes = await response.ReadDocumentAsync(BlobStore.DocumentLimit);
        var actual = Digest.OfBytes(bytes);
        var expected = Digest.TryParse(reference, out var asked) ? asked : response.ContentDigest ?? actual;
        return actual == expected
            ? ManifestDocument.Of(bytes, response.ContentHeaders.ContentType?.MediaType, response.Target.GetLeftPart(UriPartial.Path))
            : throw RegistryErrors.RemoteDigest(response.Target, expected, actual);
    }

    private static void AcceptManifests(HttpRequestHeaders headers)
    {
        foreach (var type in Manifests)
            headers.Accept.Add(new(type));
    }
}

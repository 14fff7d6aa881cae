using System.Globalization;
using System.Net;

namespace MLOpsBuild.Registry;

/// <summary>The requests of one upload (OCI distribution specification 1.1, "Pushing a blob in chunks"); the registry says at each step where to go on.</summary>
internal sealed class UploadSession(RemoteRepository repository, Uri location, long offset)
{
    private readonly RegistryClient _client = repository.Client;

    /// <summary>How many bytes the registry has.</summary>
    public long Offset { get; private set; } = offset;

    private Uri Location { get; set; } = location;

    public static UploadSession From(RemoteRepository repository, RegistryResponse accepted) => new(repository, Next(repository, accepted), 0);

    /// <summary>Asks what has arrived; false where the registry has given the upload up.</summary>
    public Task<bool> AskAsync(BlobSource source, CancellationToken cancellationToken)
    {
        var request = Request(HttpMethod.Get, Location, null);
        return _client.SendAsync(request, async response => response.Status switch
        {
            HttpStatusCode.NoContent or HttpStatusCode.Accepted or HttpStatusCode.OK => GoOn(response) && Offset <= source.Read,
            HttpStatusCode.NotFound or HttpStatusCode.RequestedRangeNotSatisfiable or HttpStatusCode.BadRequest => false,
            _ => throw await _client.UnexpectedAsync(request, response),
        }, cancellationToken);
    }

    /// <summary>Sends a piece; false where the registry does not take it as a piece.</summary>
    public Task<bool> SendAsync(BlobSource source, long length, CancellationToken cancellationToken)
    {
        var (start, end) = (Offset, Offset + length - 1);
        var request = Request(HttpMethod.Patch, Location, guard =>
        {
            var content = new BlobContent(source, start, length, guard);
            content.Headers.TryAddWithoutValidation("Content-Range", string.Create(CultureInfo.InvariantCulture, $"{start}-{end}"));
            return content;
        });
        return _client.OnceAsync(request, response =>
            Task.FromResult(response.Status is HttpStatusCode.Accepted or HttpStatusCode.NoContent or HttpStatusCode.Created && GoOn(response) && Offset > start), cancellationToken);
    }

    /// <summary>Sends what is left and ends the upload; false where the registry has given it up.</summary>
    public Task<bool> CompleteAsync(BlobSource source, CancellationToken cancellationToken)
    {
        var (start, descriptor) = (Offset, source.Descriptor);
        if (start == descriptor.Size)
            source.Verify();
        var query = $"digest={Uri.EscapeDataString(descriptor.Digest.ToString())}";
        var target = new Uri(Location.AbsoluteUri + (Location.Query.Length > 0 ? "&" : "?") + query);
        var request = Request(HttpMethod.Put, target, guard => new BlobContent(source, start, descriptor.Size - start, guard));
        return _client.OnceAsync(request, async response => response.Status switch
        {
            HttpStatusCode.Created or HttpStatusCode.NoContent or HttpStatusCode.Accepted => Confirm(descriptor, response),
            HttpStatusCode.NotFound or HttpStatusCode.RequestedRangeNotSatisfiable => false,
            HttpStatusCode.BadRequest => throw RegistryErrors.RemoteRefusesDigest(repository.ToString(), descriptor, await response.ReasonAsync()),
            _ => throw await _client.UnexpectedAsync(request, response),
        }, cancellationToken);
    }

    private static bool Confirm(Descriptor descriptor, RegistryResponse response) => response.ContentDigest is null || response.ContentDigest == descriptor.Digest
        ? true
        : throw RegistryErrors.RemoteDigest(response.Target, descriptor.Digest, response.ContentDigest);

    private RegistryRequest Request(HttpMethod method, Uri target, Func<StallGuard, HttpContent>? content) => new(method, target, Scopes.Push(repository.Path))
    {
        Content = content,
        // The registry can refuse a large body before it is sent.
        Headers = headers => headers.ExpectContinue = content is null ? null : true,
    };

    private bool GoOn(RegistryResponse response)
    {
        Location = response.Headers.Location is null ? Location : Next(repository, response);
        Offset = ReceivedBytes(response.Header("Range")) ?? throw RegistryErrors.NotARegistry(repository.Client.Address, "an upload's answer has no Range");
        return true;
    }

    private static Uri Next(RemoteRepository repository, RegistryResponse response) => response.Headers.Location is { } location
        ? repository.Client.Next(response.Target, location)
        : throw RegistryErrors.NotARegistry(repository.Client.Address, "an upload's answer has no Location");

    // "0-N" means N + 1 bytes; "0-0" stands for none as well, because nobody sends one byte.
    private static long? ReceivedBytes(string? range)
    {
        var dash = range?.LastIndexOf('-') ?? -1;
        if (dash < 0 || !long.TryParse(range.AsSpan(dash + 1), NumberStyles.None, CultureInfo.InvariantCulture, out var last))
            return null;
        return last == 0 ? 0 : last + 1;
    }
}

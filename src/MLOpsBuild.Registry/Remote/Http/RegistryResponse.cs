using System.Net;
using System.Net.Http.Headers;

namespace MLOpsBuild.Registry;

/// <summary>An answer whose body is read piece by piece; a connection that breaks meanwhile is a <see cref="TransientException"/>.</summary>
internal sealed class RegistryResponse(HttpResponseMessage message, StallGuard guard) : IDisposable
{
    private const int ErrorLimit = 64 * 1024;
    private Stream? _body;

    public HttpStatusCode Status => message.StatusCode;

    public HttpResponseHeaders Headers => message.Headers;

    public HttpContentHeaders ContentHeaders => message.Content.Headers;

    /// <summary>The address that answered.</summary>
    public Uri Target => message.RequestMessage!.RequestUri!;

    public string? Header(string name) => message.Headers.TryGetValues(name, out var values) ? values.FirstOrDefault() : null;

    /// <summary>The digest that the registry says the content has, where it says one.</summary>
    public Digest? ContentDigest => Digest.TryParse(Header("Docker-Content-Digest"), out var digest) ? digest : null;

    public async ValueTask<int> ReadAsync(Memory<byte> buffer)
    {
        try
        {
            _body ??= await message.Content.ReadAsStreamAsync(guard.Token);
            var read = await _body.ReadAsync(buffer, guard.Token);
            guard.Moved();
            return read;
        }
        catch (Exception broken) when (broken is IOException or HttpRequestException or OperationCanceledException)
        {
            throw guard.Translate(broken);
        }
    }

    /// <summary>The whole body, which must not be longer than a limit.</summary>
    public async Task<byte[]> ReadDocumentAsync(int limit) => await ReadUpToAsync(limit + 1) is var bytes && bytes.Length <= limit
        ? bytes
        : throw RegistryErrors.DocumentTooLarge(Target.GetLeftPart(UriPartial.Path), ContentHeaders.ContentLength ?? bytes.Length, limit);

    /// <summary>What the registry says about its refusal, or nothing.</summary>
    public async Task<string> ReasonAsync() => ServerErrors.Read(await ReadUpToAsync(ErrorLimit));

    public void ThrowIfTransient()
    {
        if (Status is HttpStatusCode.TooManyRequests or HttpStatusCode.RequestTimeout or HttpStatusCode.InternalServerError
            or HttpStatusCode.BadGateway or HttpStatusCode.ServiceUnavailable or HttpStatusCode.GatewayTimeout)
        {
            throw new TransientException($"it answers {(int)Status}")
            {
                RetryAfter = RetryAfter,
                IsTooMany = Status == HttpStatusCode.TooManyRequests,
            };
        }
    }

    public void Dispose() => message.Dispose();

    private TimeSpan? RetryAfter => message.Headers.RetryAfter switch
    {
        { Delta: { } delta } => delta,
        { Date: { } date } => date - (message.Headers.Date ?? DateTimeOffset.UtcNow),
        _ => null,
    };

    private async Task<byte[]> ReadUpToAsync(int limit)
    {
        using var bytes = new MemoryStream();
        var buffer = new byte[Math.Min(limit, 16 * 1024)];
        while (bytes.Length < limit && await ReadAsync(buffer.AsMemory(0, (int)Math.Min(buffer.Length, limit - bytes.Length))) is > 0 and var read)
            bytes.Write(buffer, 0, read);
        return bytes.ToArray();
    }
}

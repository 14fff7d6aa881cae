using System.Net;

namespace MLOpsBuild.Registry;

/// <summary>Requests to one registry: authorized as it asks for, redirected where it says, and tried again when it fails.</summary>
internal sealed class RegistryClient : IDisposable
{
    private const int MostRedirects = 5;
    private readonly Exchange _exchange;
    private readonly RegistryAuthorization _authorization;

    public RegistryClient(RegistryAddress address, RemoteOptions options)
    {
        Address = address;
        Options = options;
        Retries = new Retries(address, options);
        _exchange = new Exchange(address, options);
        _authorization = new RegistryAuthorization(address, options.Credentials, new TokenService(address, _exchange, options.Time), options.Time);
    }

    public RegistryAddress Address { get; }

    public RemoteOptions Options { get; }

    public Retries Retries { get; }

    /// <summary>An address below <c>/v2/</c>.</summary>
    public Uri Target(string path) => new(Address.Root, "v2/" + path);

    /// <summary>A request that is short enough to be made again as a whole.</summary>
    public Task<T> SendAsync<T>(RegistryRequest request, Func<RegistryResponse, Task<T>> read, CancellationToken cancellationToken) =>
        Retries.RunAsync(request.Where, token => OnceAsync(request, read, token), cancellationToken);

    /// <summary>One attempt; the answer is one that <paramref name="read"/> has to judge, neither 401, 403 nor one that may pass.</summary>
    public async Task<T> OnceAsync<T>(RegistryRequest request, Func<RegistryResponse, Task<T>> read, CancellationToken cancellationToken)
    {
        using var guard = _exchange.Guard(cancellationToken);
        using var response = await AuthorizedAsync(request, guard, cancellationToken);
        response.ThrowIfTransient();
        if (response.Status is HttpStatusCode.Unauthorized or HttpStatusCode.Forbidden)
            throw _authorization.Refusal(response.Status, request.Where, _authorization.Redact(await response.ReasonAsync()));
        if (response.ContentHeaders.ContentType?.MediaType == "text/html" && response.Status == HttpStatusCode.OK)
            throw RegistryErrors.NotARegistry(Address, "it answers with a web page");
        return await read(response);
    }

    /// <summary>The refusal for an answer that no rule expects.</summary>
    public async Task<RegistryException> UnexpectedAsync(RegistryRequest request, RegistryResponse response) =>
        RegistryErrors.Refused(Address, request.Where, (int)response.Status, _authorization.Redact(await response.ReasonAsync()));

    public void Dispose()
    {
        _exchange.Dispose();
        _authorization.Dispose();
    }

    // A token can end at any moment: the first 401 is answered with a new one, the second is told.
    private async Task<RegistryResponse> AuthorizedAsync(RegistryRequest request, StallGuard guard, CancellationToken cancellationToken)
    {
        var first = await FollowAsync(request, guard, cancellationToken);
        if (first.Status != HttpStatusCode.Unauthorized || !Address.Owns(first.Target))
            return first;
        using (first)
            _authorization.Learn(first.Headers.WwwAuthenticate, request.Scopes);
        return await FollowAsync(request, guard, cancellationToken);
    }

    private async Task<RegistryResponse> FollowAsync(RegistryRequest request, StallGuard guard, CancellationToken cancellationToken)
    {
        var target = request.Target;
        for (var followed = 0; ; followed++)
        {
            using var message = request.ToMessage(target, guard);
            if (Address.Owns(target))
                message.Headers.Authorization = await _authorization.HeaderAsync(request.Scopes, cancellationToken);
            guard.Moved();
            var response = await _exchange.SendAsync(message, guard);
            if (!IsRedirect(request, response) || followed == MostRedirects)
                return response;
            using (response)
                target = Next(response.Target, response.Headers.Location!);
        }
    }

    /// <summary>The address that a registry hands on to; never from HTTPS to plain HTTP.</summary>
    public Uri Next(Uri from, Uri location)
    {
        var next = new Uri(from, location);
        return next.Scheme == Uri.UriSchemeHttps || (next.Scheme == Uri.UriSchemeHttp && Address.IsPlain)
            ? next
            : throw RegistryErrors.NotARegistry(Address, $"it leads from https to {next.Scheme}://{next.Authority}");
    }

    private static bool IsRedirect(RegistryRequest request, RegistryResponse response) =>
        (request.Method == HttpMethod.Get || request.Method == HttpMethod.Head)
        && response.Headers.Location is not null
        && response.Status is HttpStatusCode.MovedPermanently or HttpStatusCode.Found or HttpStatusCode.SeeOther
            or HttpStatusCode.TemporaryRedirect or HttpStatusCode.PermanentRedirect;
}

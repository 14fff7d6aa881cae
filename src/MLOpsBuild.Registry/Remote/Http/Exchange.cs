namespace MLOpsBuild.Registry;

/// <summary>Sends one request and returns the head of its answer; what breaks on the way is a <see cref="TransientException"/>, a certificate that is not trusted is not.</summary>
internal sealed class Exchange : IDisposable
{
    private readonly RegistryAddress _address;
    private readonly RemoteOptions _options;
    private readonly HttpClient _http;

    public Exchange(RegistryAddress address, RemoteOptions options)
    {
        _address = address;
        _options = options;
        var handler = new SocketsHttpHandler
        {
            AllowAutoRedirect = false,
            UseCookies = false,
            UseProxy = !address.IsLocal,
            ConnectTimeout = options.ConnectTimeout,
            Expect100ContinueTimeout = TimeSpan.FromSeconds(5),
            PooledConnectionLifetime = TimeSpan.FromMinutes(10),
        };
        if (options.AuthorityFile is { Length: > 0 } file)
            handler.SslOptions.RemoteCertificateValidationCallback = CertificateTrust.Load(file).Accepts;
        _http = new HttpClient(handler) { Timeout = Timeout.InfiniteTimeSpan };
        _http.DefaultRequestHeaders.UserAgent.Add(new("MLOpsBuild", typeof(Exchange).Assembly.GetName().Version!.ToString(3)));
    }

    public StallGuard Guard(CancellationToken cancellationToken) => new(_options.StallTimeout, _options.Time, cancellationToken);

    public async Task<RegistryResponse> SendAsync(HttpRequestMessage request, StallGuard guard)
    {
        try
        {
            var response = await _http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, guard.Token);
            guard.Moved();
            return new RegistryResponse(response, guard);
        }
        catch (Exception) when (request.Content is BlobContent { Failure: { } ours })
        {
            throw ours;
        }
        catch (HttpRequestException untrusted) when (CertificateTrust.IsRefusal(untrusted))
        {
            throw RegistryErrors.NotTrusted(_address, request.RequestUri!.Authority, untrusted);
        }
        catch (Exception broken) when (broken is HttpRequestException or IOException or OperationCanceledException)
        {
            throw guard.Translate(broken);
        }
    }

    public void Dispose() => _http.Dispose();
}

using System.Collections.Specialized;
using System.Globalization;
using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using System.Text.Json;
using System.Web;
using MLOpsBuild.Testing;

namespace MLOpsBuild.Registry.Tests;

/// <summary>Hands out the tokens that a docker-registry with token authentication asks for: JSON web tokens signed with a certificate that it trusts.</summary>
internal sealed class TokenServer : IAsyncDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly RSA _key = RSA.Create(2048);
    private readonly X509Certificate2 _certificate;
    private readonly HttpListener _listener = new();
    private readonly Task _serving;

    public TokenServer()
    {
        var now = DateTimeOffset.UtcNow;
        _certificate = new CertificateRequest("CN=Test token server", _key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1).CreateSelfSigned(now.AddDays(-1), now.AddDays(7));
        File.WriteAllText(CertificateFile, _certificate.ExportCertificatePem());
        Realm = new Uri(string.Create(CultureInfo.InvariantCulture, $"http://127.0.0.1:{FreePort()}/token"));
        _listener.Prefixes.Add(Realm.GetLeftPart(UriPartial.Authority) + "/");
        _listener.Start();
        _serving = ServeAsync();
    }

    public Uri Realm { get; }

    /// <summary>The identity token that stands for the account, as a login by a browser leaves it.</summary>
    public const string Identity = "an identity token";

    public string CertificateFile => _folder.File("token.pem");

    /// <summary>How many tokens were handed out.</summary>
    public int Issued { get; private set; }

    /// <summary>What the tokens allow; by default what is asked for.</summary>
    public Func<string, IEnumerable<string>> Allow { get; set; } = actions => actions.Split(',');

    public async ValueTask DisposeAsync()
    {
        _listener.Stop();
        await _serving;
        _listener.Close();
        _certificate.Dispose();
        _key.Dispose();
        _folder.Dispose();
    }

    private async Task ServeAsync()
    {
        while (_listener.IsListening)
        {
            try
            {
                await AnswerAsync(await _listener.GetContextAsync());
            }
            catch (Exception stopped) when (stopped is HttpListenerException or ObjectDisposedException)
            {
                return;
            }
        }
    }

    private async Task AnswerAsync(HttpListenerContext context)
    {
        var (known, asked) = context.Request.HttpMethod == "POST" ? await OfIdentityAsync(context.Request) : OfPassword(context.Request);
        if (!known)
        {
            context.Response.StatusCode = 401;
        }
        else
        {
            Issued++;
            var scopes = asked.GetValues("scope")?.SelectMany(scope => scope.Split(' ')) ?? [];
            await context.Response.OutputStream.WriteAsync(JsonSerializer.SerializeToUtf8Bytes(new { token = Token(asked["service"]!, scopes), expires_in = 300 }));
        }
        context.Response.Close();
    }

    private static (bool Known, NameValueCollection Asked) OfPassword(HttpListenerRequest request)
    {
        var basic = Encoding.UTF8.GetBytes($"{DockerRegistrySettings.Username}:{DockerRegistrySettings.Password}");
        return (request.Headers["Authorization"] == "Basic " + Convert.ToBase64String(basic), request.QueryString);
    }

    /// <summary>By a form, as OAuth 2.0 has it; no secret stands in the address.</summary>
    private static async Task<(bool Known, NameValueCollection Asked)> OfIdentityAsync(HttpListenerRequest request)
    {
        using var reader = new StreamReader(request.InputStream);
        var form = HttpUtility.ParseQueryString(await reader.ReadToEndAsync());
        return (form["grant_type"] == "refresh_token" && form["refresh_token"] == Identity && form["client_id"] is { Length: > 0 } && request.Headers["Authorization"] is null, form);
    }

    private string Token(string service, IEnumerable<string> scopes)
    {
        var now = DateTimeOffset.UtcNow.ToUnixTimeSeconds();
        var header = new { typ = "JWT", alg = "RS256", x5c = new[] { Convert.ToBase64String(_certificate.RawData) } };
        var claims = new
        {
            iss = "test-issuer", sub = DockerRegistrySettings.Username, aud = service, exp = now + 300, nbf = now - 60, iat = now, jti = Guid.NewGuid(),
            access = scopes.Select(scope => scope.Split(':')).Select(part => new { type = part[0], name = part[1], actions = Allow(part[2]) }),
        };
        var text = $"{Encode(JsonSerializer.SerializeToUtf8Bytes(header))}.{Encode(JsonSerializer.SerializeToUtf8Bytes(claims))}";
        return $"{text}.{Encode(_key.SignData(Encoding.ASCII.GetBytes(text), HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1))}";
    }

    private static string Encode(byte[] bytes) => System.Buffers.Text.Base64Url.EncodeToString(bytes);

    public static int FreePort()
    {
        using var listener = new System.Net.Sockets.TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}

using System.Collections.Immutable;
using System.Net;
using System.Net.Http.Headers;

namespace MLOpsBuild.Registry;

/// <summary>What is sent as <c>Authorization</c>: nothing until the registry asks, then what it asked for; tokens are kept until they end or are refused.</summary>
internal sealed class RegistryAuthorization(RegistryAddress address, ICredentialSource source, TokenService tokens, TimeProvider time) : IDisposable
{
    private readonly Dictionary<string, AccessToken> _tokens = [];
    private readonly SemaphoreSlim _turn = new(1);
    private Challenge? _challenge;
    private RegistryCredentials? _credentials;
    private bool _searched;

    public async Task<AuthenticationHeaderValue?> HeaderAsync(ImmutableArray<string> scopes, CancellationToken cancellationToken)
    {
        if (_challenge is not { } challenge)
            return null;
        await _turn.WaitAsync(cancellationToken);
        try
        {
            var credentials = await CredentialsAsync(cancellationToken);
            return challenge.IsBearer
                ? new(Challenge.Bearer, (await TokenAsync(challenge, scopes, credentials, cancellationToken)).Text)
                : BasicHeader.Of(credentials ?? throw RegistryErrors.CredentialsMissing(address));
        }
        finally
        {
            _turn.Release();
        }
    }

    /// <summary>Learns from an answer 401 what is asked for; a token that was refused is not sent again.</summary>
    public void Learn(IEnumerable<AuthenticationHeaderValue> offered, ImmutableArray<string> scopes)
    {
        _challenge = Challenge.Choose(offered) ?? throw RegistryErrors.NotARegistry(address, "it answers 401 and asks for neither a token nor a password");
        lock (_tokens)
            _tokens.Remove(KeyOf(scopes));
    }

    /// <summary>What to tell when the second answer is 401 as well, or any answer is 403.</summary>
    public RegistryException Refusal(HttpStatusCode status, string what, string reason) => _credentials switch
    {
        null => RegistryErrors.CredentialsMissing(address),
        { } known when status == HttpStatusCode.Unauthorized && _challenge is { IsBasic: true } => RegistryErrors.CredentialsRefused(address, known, address.Host),
        { } known => RegistryErrors.AccessDenied(address, known, what, reason),
    };

    /// <summary>Takes what is secret out of a text that came from outside.</summary>
    public string Redact(string text)
    {
        lock (_tokens)
        {
            return _tokens.Values.Select(token => token.Text).Append(_credentials?.Secret)
                .Where(secret => !string.IsNullOrEmpty(secret))
                .Aggregate(text, (clean, secret) => clean.Replace(secret!, "***", StringComparison.Ordinal));
        }
    }

    public void Dispose() => _turn.Dispose();

    private async Task<RegistryCredentials?> CredentialsAsync(CancellationToken cancellationToken)
    {
        if (!_searched)
            _credentials = await source.FindAsync(address.ToString(), cancellationToken);
        _searched = true;
        return _credentials;
    }

    private async Task<AccessToken> TokenAsync(
        Challenge challenge, ImmutableArray<string> scopes, RegistryCredentials? credentials, CancellationToken cancellationToken)
    {
        var key = KeyOf(scopes);
        lock (_tokens)
        {
            if (_tokens.TryGetValue(key, out var known) && known.IsGoodAt(time.GetUtcNow()))
                return known;
        }
        var token = await tokens.GetAsync(challenge, scopes, credentials, cancellationToken);
        lock (_tokens)
            return _tokens[key] = token;
    }

    private static string KeyOf(ImmutableArray<string> scopes) => string.Join(' ', scopes);
}

using System.Collections.Immutable;
using System.Net;

namespace MLOpsBuild.Registry;

/// <summary>Asks the server that a bearer challenge names for a token (distribution project, "Token Authentication Specification" and "OAuth 2").</summary>
internal sealed class TokenService(RegistryAddress address, Exchange exchange, TimeProvider time)
{
    private const int AnswerLimit = 1024 * 1024;
    private const string Client = "mlopsbuild";

    public async Task<AccessToken> GetAsync(
        Challenge challenge, ImmutableArray<string> scopes, RegistryCredentials? credentials, CancellationToken cancellationToken)
    {
        var realm = RealmOf(challenge);
        using var guard = exchange.Guard(cancellationToken);
        using var request = Request(realm, challenge.Parameters.GetValueOrDefault("service"), scopes, credentials);
        using var response = await exchange.SendAsync(request, guard);
        if (response.Status is HttpStatusCode.Unauthorized or HttpStatusCode.Forbidden or HttpStatusCode.BadRequest)
            throw credentials is null ? RegistryErrors.CredentialsMissing(address) : RegistryErrors.CredentialsRefused(address, credentials, realm.Host);
        response.ThrowIfTransient();
        if (response.Status != HttpStatusCode.OK)
            throw RegistryErrors.NotARegistry(address, $"its token server {realm.Host} answers {(int)response.Status}");
        return Read(JsonPlace.Parse(await response.ReadDocumentAsync(AnswerLimit), realm.GetLeftPart(UriPartial.Path)));
    }

    private Uri RealmOf(Challenge challenge)
    {
        var text = challenge.Parameters["realm"];
        var known = Uri.TryCreate(text, UriKind.Absolute, out var realm) && (realm.Scheme == Uri.UriSchemeHttps || (realm.Scheme == Uri.UriSchemeHttp && address.IsPlain));
        return known ? realm! : throw RegistryErrors.NotARegistry(address, $"its token server '{text}' is not an https address");
    }

    private static HttpRequestMessage Request(Uri realm, string? service, ImmutableArray<string> scopes, RegistryCredentials? credentials)
    {
        if (credentials is { IsIdentityToken: true })
        {
            return new(HttpMethod.Post, realm)
            {
                Content = new FormUrlEncodedContent([
                    new("grant_type", "refresh_token"), new("client_id", Client), new("refresh_token", credentials.Secret),
                    new("service", service ?? ""), new("scope", string.Join(' ', scopes))]),
            };
        }

        var query = scopes.Select(scope => ("scope", scope)).Prepend(("service", service ?? "")).Where(pair => pair.Item2.Length > 0);
        var separator = realm.Query.Length > 0 ? "&" : "?";
        var request = new HttpRequestMessage(HttpMethod.Get,
            new Uri(realm.AbsoluteUri + separator + string.Join('&', query.Select(pair => $"{pair.Item1}={Uri.EscapeDataString(pair.Item2)}"))));
        if (credentials is not null)
            request.Headers.Authorization = BasicHeader.Of(credentials);
        return request;
    }

    private AccessToken Read(JsonPlace answer)
    {
        var text = (answer.Member("token") ?? answer.Required("access_token")).AsText();
        var seconds = Math.Min(answer.Member("expires_in")?.AsCount() ?? AccessToken.UsualSeconds, int.MaxValue);
        return new(text, time.GetUtcNow().AddSeconds(Math.Max(seconds, AccessToken.UsualSeconds)));
    }
}

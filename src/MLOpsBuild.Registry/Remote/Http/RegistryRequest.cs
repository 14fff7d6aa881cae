using System.Collections.Immutable;
using System.Net.Http.Headers;

namespace MLOpsBuild.Registry;

/// <summary>A request that can be made more than once.</summary>
/// <param name="Method">The method.</param>
/// <param name="Target">The whole address.</param>
/// <param name="Scopes">What a token for it must allow.</param>
internal sealed record RegistryRequest(HttpMethod Method, Uri Target, ImmutableArray<string> Scopes)
{
    /// <summary>Makes the body anew for each attempt.</summary>
    public Func<StallGuard, HttpContent>? Content { get; init; }

    public Action<HttpRequestHeaders>? Headers { get; init; }

    /// <summary>Where it goes, without the query, which may hold what only the registry should read.</summary>
    public string Where => $"{Method} {Target.GetLeftPart(UriPartial.Path)}";

    public HttpRequestMessage ToMessage(Uri target, StallGuard guard)
    {
        var message = new HttpRequestMessage(Method, target) { Content = Content?.Invoke(guard) };
        Headers?.Invoke(message.Headers);
        return message;
    }
}

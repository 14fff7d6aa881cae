using System.Collections.Immutable;
using System.Net.Http.Headers;
using System.Text;

namespace MLOpsBuild.Registry;

/// <summary>What a registry asks for in <c>WWW-Authenticate</c> (RFC 9110, section 11): a scheme and its parameters.</summary>
internal sealed record Challenge(string Scheme, ImmutableDictionary<string, string> Parameters)
{
    public const string Bearer = "Bearer";
    public const string Basic = "Basic";

    public bool IsBearer => Scheme.Equals(Bearer, StringComparison.OrdinalIgnoreCase);

    public bool IsBasic => Scheme.Equals(Basic, StringComparison.OrdinalIgnoreCase);

    /// <summary>The challenge to answer: a token where the registry offers it, else a password; null where it asks for neither.</summary>
    public static Challenge? Choose(IEnumerable<AuthenticationHeaderValue> offered)
    {
        var known = offered.Select(header => new Challenge(header.Scheme, ParseParameters(header.Parameter ?? ""))).ToList();
        return known.Find(challenge => challenge.IsBearer && challenge.Parameters.ContainsKey("realm")) ?? known.Find(challenge => challenge.IsBasic);
    }

    /// <summary>Reads <c>name=value</c> pairs, values quoted or not; what is malformed ends the list.</summary>
    public static ImmutableDictionary<string, string> ParseParameters(string text)
    {
        var parameters = ImmutableDictionary.CreateBuilder<string, string>(StringComparer.OrdinalIgnoreCase);
        var at = 0;
        while (true)
        {
            while (at < text.Length && text[at] is ' ' or ',' or '\t')
                at++;
            var equals = at < text.Length ? text.IndexOf('=', at) : -1;
            if (equals < 0)
                return parameters.ToImmutable();
            var name = text[at..equals].Trim();
            at = equals + 1;
            parameters[name] = ReadValue(text, ref at);
        }
    }

    private static string ReadValue(string text, ref int at)
    {
        if (at >= text.Length || text[at] != '"')
        {
            var end = text.IndexOf(',', at);
            var plain = text[at..(end < 0 ? text.Length : end)];
            at += plain.Length;
            return plain.Trim();
        }
        var value = new StringBuilder();
        for (at++; at < text.Length && text[at] != '"'; at++)
            value.Append(text[at] == '\\' && at + 1 < text.Length ? text[++at] : text[at]);
        at++;
        return value.ToString();
    }
}

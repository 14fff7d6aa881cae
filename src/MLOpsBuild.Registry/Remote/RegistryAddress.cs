using System.Buffers;
using System.Net;

namespace MLOpsBuild.Registry;

/// <summary>Where a registry answers, and the path below which its repositories stand: <c>ghcr.io/acme/models</c>.</summary>
/// <param name="Root">Scheme, host and port.</param>
/// <param name="Host">Host and port as they were written; credentials are kept under it.</param>
/// <param name="Path">The path, or nothing.</param>
internal sealed record RegistryAddress(Uri Root, string Host, string Path)
{
    private const string DockerHub = "docker.io";
    private const string DockerHubApi = "registry-1.docker.io";
    private static readonly SearchValues<char> NotInHosts = SearchValues.Create("@?# \\%");

    public static RegistryAddress Parse(string text, bool plainHttp)
    {
        var at = text.IndexOf("://", StringComparison.Ordinal);
        var scheme = at < 0 ? null : text[..at];
        var parts = text[(at < 0 ? 0 : at + 3)..].TrimEnd('/').Split('/', 2);
        var (host, path) = (parts[0], parts.ElementAtOrDefault(1) ?? "");
        if (scheme is not (null or "http" or "https") || !IsHost(host) || !Uri.TryCreate($"https://{host}/", UriKind.Absolute, out var parsed) || (path.Length > 0 && !NameRules.IsName(path)))
            throw RegistryErrors.BadAddress(text);
        var plain = scheme is null ? plainHttp || IsLoopback(parsed) : scheme == "http";
        return new(new Uri($"{(plain ? "http" : "https")}://{(host == DockerHub ? DockerHubApi : host)}/"), host, path);
    }

    /// <summary>What people write: host and path, without a scheme.</summary>
    public override string ToString() => Path.Length == 0 ? Host : $"{Host}/{Path}";

    public bool IsPlain => Root.Scheme == Uri.UriSchemeHttp;

    public bool IsLocal => IsLoopback(Root);

    /// <summary>Whether an address belongs to the registry itself, which alone gets its credentials.</summary>
    public bool Owns(Uri uri) => Uri.Compare(uri, Root, UriComponents.SchemeAndServer, UriFormat.Unescaped, StringComparison.OrdinalIgnoreCase) == 0;

    public string Repository(string name) => NameRules.CheckName(Path.Length == 0 ? name : $"{Path}/{name}");

    /// <summary>A repository below the path, or, with a <c>/</c> before it, anywhere on the host.</summary>
    public string RepositoryOrPath(string name) => name.StartsWith('/') ? NameRules.CheckName(name[1..]) : Repository(name);

    // A word without a dot or a port is a path and no host, as Docker has it; a user name before '@' would be a secret in the open.
    private static bool IsHost(string host) =>
        !host.AsSpan().ContainsAny(NotInHosts)
        && (host == "localhost" || host.Contains('.', StringComparison.Ordinal) || host.Contains(':', StringComparison.Ordinal));

    private static bool IsLoopback(Uri uri) =>
        uri.DnsSafeHost == "localhost" || (IPAddress.TryParse(uri.DnsSafeHost, out var address) && IPAddress.IsLoopback(address));
}

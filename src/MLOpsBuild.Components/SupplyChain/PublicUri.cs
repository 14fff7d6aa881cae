namespace MLOpsBuild.Components;

/// <summary>Addresses as they may be published: without user, password, query and fragment, where tokens hide.</summary>
internal static class PublicUri
{
    /// <summary>The address of a server, or null where the text is none.</summary>
    public static string? Of(string? text) => Uri.TryCreate(text, UriKind.Absolute, out var uri) && uri.Host.Length > 0
        ? new UriBuilder(uri) { UserName = "", Password = "", Query = "", Fragment = "" }.Uri.ToString()
        : null;

    /// <summary>The address of a git remote as in-toto writes it, such as <c>git+https://github.com/acme/models.git</c>; null for a path on this machine.</summary>
    public static string? OfRemote(string remote)
    {
        var colon = remote.IndexOf(':', StringComparison.Ordinal);
        var isShort = colon > 1 && !remote.Contains("://", StringComparison.Ordinal) && !remote[..colon].Contains('/', StringComparison.Ordinal) && !remote[..colon].Contains('\\', StringComparison.Ordinal);
        return Of(isShort ? $"ssh://{remote[..colon]}/{remote[(colon + 1)..].TrimStart('/')}" : remote) is { } address ? "git+" + address : null;
    }
}

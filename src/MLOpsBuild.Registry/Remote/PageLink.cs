namespace MLOpsBuild.Registry;

/// <summary>The next page of a list, from the header <c>Link: &lt;…&gt;; rel="next"</c> (RFC 8288).</summary>
internal static class PageLink
{
    public static Uri? Next(RegistryClient client, RegistryResponse response)
    {
        var link = response.Header("Link");
        var (start, end) = (link?.IndexOf('<', StringComparison.Ordinal) ?? -1, link?.IndexOf('>', StringComparison.Ordinal) ?? -1);
        return start >= 0 && end > start && link![end..].Contains("next", StringComparison.Ordinal)
            && Uri.TryCreate(response.Target, link[(start + 1)..end], out var next) && client.Address.Owns(next) ? next : null;
    }
}

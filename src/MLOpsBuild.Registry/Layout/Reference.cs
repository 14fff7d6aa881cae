namespace MLOpsBuild.Registry;

/// <summary>What a caller names an artifact by: <c>name:tag</c>, <c>name@sha256:...</c> or <c>sha256:...</c>.</summary>
internal sealed record Reference(string? Tagged, Digest? Digest)
{
    public static Reference Parse(string text)
    {
        if (Digest.TryParse(text, out var alone))
            return new(null, alone);
        var at = text.IndexOf('@', StringComparison.Ordinal);
        return at >= 0 ? new(null, Digest.Parse(text[(at + 1)..])) : new(text, null);
    }

    public IndexEntry? FindIn(LayoutIndex index) => Tagged is not null
        ? index.Find(Tagged)
        : index.Entries.FirstOrDefault(entry => entry.DigestText == Digest!.ToString());
}

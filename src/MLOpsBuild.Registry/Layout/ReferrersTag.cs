namespace MLOpsBuild.Registry;

/// <summary>The tag under which the referrers of a digest are listed: <c>sha256-HEX</c>.</summary>
internal static class ReferrersTag
{
    private const string Prefix = "sha256-";

    public static string Of(Digest subject) => Prefix + subject.Hex;

    public static Digest? SubjectOf(string? reference) =>
        reference?.StartsWith(Prefix, StringComparison.Ordinal) == true && Digest.TryParse("sha256:" + reference[Prefix.Length..], out var subject)
            ? subject
            : null;
}

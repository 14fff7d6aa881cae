using MLOpsBuild.Registry;

namespace MLOpsBuild.Delivery;

/// <summary>The tag of a release's image.</summary>
public static class ImageTag
{
    private const int Shortened = 12;

    /// <summary>The version itself; of a release that has none, the start of its digest; build metadata, which no tag may have, behind <c>_</c>.</summary>
    public static string Of(string version) => Digest.TryParse(version, out var digest) ? $"sha256-{digest.Hex[..Shortened]}" : version.Replace('+', '_');
}

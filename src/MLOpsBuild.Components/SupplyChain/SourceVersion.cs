using System.Globalization;
using System.Text.RegularExpressions;
using MLOpsBuild.Registry;

namespace MLOpsBuild.Components;

/// <summary>
/// The version that git's tags propose: the highest tag <c>PIPELINE/v1.2.0</c> that the commit descends from, and as many patches more as
/// there are commits since.
/// </summary>
internal static partial class SourceVersion
{
    /// <summary>Proposes it to the registry; without git or such a tag the registry counts by itself.</summary>
    public static async Task ProposeAsync(StageScope scope, OciLayout registry, CancellationToken cancellation)
    {
        if (await FindAsync(scope.Root, scope.Pipeline.Name, cancellation) is { } version)
            await registry.ProposeVersionAsync(scope.Pipeline.Name, version, cancellation);
    }

    /// <summary>The version, or null where there is no such tag.</summary>
    public static async Task<string?> FindAsync(string root, string pipeline, CancellationToken cancellation)
    {
        var prefix = pipeline + "/v";
        var tags = await GitCommand.AskAsync(root, cancellation, "tag", "--merged", "HEAD", "--list", prefix + "*");
        var highest = (tags ?? "").Split('\n')
            .Where(tag => tag.StartsWith(prefix, StringComparison.Ordinal) && Pattern().IsMatch(tag[prefix.Length..]))
            .Select(tag => (Tag: tag, Version: Version.Parse(tag[prefix.Length..])))
            .OrderBy(tag => tag.Version)
            .LastOrDefault();
        if (highest.Version is not { } version
            || await GitCommand.AskAsync(root, cancellation, "rev-list", "--count", $"{highest.Tag}..HEAD") is not { } height)
            return null;
        return string.Create(CultureInfo.InvariantCulture, $"{version.Major}.{version.Minor}.{version.Build + int.Parse(height, CultureInfo.InvariantCulture)}");
    }

    [GeneratedRegex(@"^(0|[1-9][0-9]{0,7})\.(0|[1-9][0-9]{0,7})\.(0|[1-9][0-9]{0,7})\z", RegexOptions.CultureInvariant)]
    private static partial Regex Pattern();
}

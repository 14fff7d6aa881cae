using System.Text.RegularExpressions;

namespace MLOpsBuild.Pipelines;

/// <summary>What can be wrong with where packages are pushed.</summary>
internal static partial class PushValidation
{
    private const int LongestAddress = 255;

    public static void Validate(PushDefinition push, FindingList findings)
    {
        if (push.Registry is { } registry && (registry.Length > LongestAddress || !Address().IsMatch(registry)))
            findings.Add(FindingCodes.BadRegistry, push.Location, $"a registry is host[:port]/path of lower-case letters, digits, dots, dashes, underscores and slashes, at most {LongestAddress}, without scheme, user, tag and digest", $"'{registry}'", "Name one, as in Registry(\"ghcr.io/acme/models\").");
        if (!TrustFile().IsMatch(push.TrustPolicy))
            findings.Add(FindingCodes.BadRegistry, push.Location, "a trust policy is a file in the checkout, by its relative path with forward slashes", $"'{push.TrustPolicy}'", "Name one, as in RequireSignature(trust: \"trust.json\").");
    }

    [GeneratedRegex("^[A-Za-z0-9]([A-Za-z0-9.-]*[A-Za-z0-9])?(:[1-9][0-9]{0,4})?(/[a-z0-9]+([._-]+[a-z0-9]+)*)*\\z")]
    private static partial Regex Address();

    [GeneratedRegex("^(?!\\.\\.?(/|\\z))[A-Za-z0-9._-]+(/(?!\\.\\.?(/|\\z))[A-Za-z0-9._-]+)*\\z")]
    private static partial Regex TrustFile();
}

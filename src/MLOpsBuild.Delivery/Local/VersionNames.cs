using System.Text.RegularExpressions;

namespace MLOpsBuild.Delivery;

/// <summary>Which versions can be the name of a folder.</summary>
internal static partial class VersionNames
{
    public static bool IsFolder(string version) => Pattern().IsMatch(version);

    [GeneratedRegex(@"\A[A-Za-z0-9][A-Za-z0-9._+-]{0,127}\z")]
    private static partial Regex Pattern();
}

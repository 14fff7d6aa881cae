using System.Globalization;
using System.Text.RegularExpressions;

namespace MLOpsBuild.Registry;

/// <summary>A version tag of three numbers without leading zeros; others are aliases.</summary>
internal sealed partial record PackageVersion(int Major, int Minor, int Patch) : IComparable<PackageVersion>
{
    public static readonly PackageVersion First = new(0, 1, 0);

    public PackageVersion Next => this with { Patch = Patch + 1 };

    public static PackageVersion? Parse(string text) =>
        Pattern().Match(text) is { Success: true } match ? new(Number(match, 1), Number(match, 2), Number(match, 3)) : null;

    public int CompareTo(PackageVersion? other) =>
        other is null ? 1 : (Major, Minor, Patch).CompareTo((other.Major, other.Minor, other.Patch));

    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Major}.{Minor}.{Patch}");

    private static int Number(Match match, int group) => int.Parse(match.Groups[group].ValueSpan, CultureInfo.InvariantCulture);

    [GeneratedRegex(@"^(0|[1-9][0-9]{0,8})\.(0|[1-9][0-9]{0,8})\.(0|[1-9][0-9]{0,8})\z", RegexOptions.CultureInvariant)]
    private static partial Regex Pattern();
}

using System.Text.RegularExpressions;

namespace MLOpsBuild.Registry;

/// <summary>The rules of the OCI distribution specification 1.1 for repository names and tags.</summary>
internal static partial class NameRules
{
    public static bool IsName(string name) => name.Length <= 255 && Name().IsMatch(name);

    public static string CheckName(string name) =>
        IsName(name) ? name : throw RegistryErrors.BadName(name);

    public static string CheckTag(string tag) => Tag().IsMatch(tag) ? tag : throw RegistryErrors.BadTag(tag);

    public static string Reference(string name, string tag) => $"{CheckName(name)}:{CheckTag(tag)}";

    [GeneratedRegex(@"^[a-z0-9]+((\.|_|__|-+)[a-z0-9]+)*(/[a-z0-9]+((\.|_|__|-+)[a-z0-9]+)*)*\z", RegexOptions.CultureInvariant)]
    private static partial Regex Name();

    [GeneratedRegex(@"^[a-zA-Z0-9_][a-zA-Z0-9._-]{0,127}\z", RegexOptions.CultureInvariant)]
    private static partial Regex Tag();
}

namespace MLOpsBuild.Registry;

internal static partial class RegistryErrors
{
    public static RegistryException BadDigest(string text) => Mistake(RegistryCodes.BadDigest,
        $"'{text}' is not a digest.",
        "Write sha256: and 64 lower-case hexadecimal digits.");

    public static RegistryException BadName(string name) => Mistake(RegistryCodes.BadName,
        $"'{name}' is not a repository name.",
        "Use lower-case letters and digits, joined by '.', '_', '-' or '/', at most 255 of them, for example credit-scoring.");

    public static RegistryException BadTag(string tag) => Mistake(RegistryCodes.BadTag,
        $"'{tag}' is not a tag.",
        "Use letters, digits, '_', '.' and '-', starting with a letter, digit or '_', at most 128 of them, for example 0.1.0 or champion.");

    public static RegistryException UnknownReference(string reference, string root, IEnumerable<string> known)
    {
        var names = string.Join(", ", known.Order(StringComparer.Ordinal));
        return Mistake(RegistryCodes.UnknownReference,
            $"'{reference}' is not in {root}.",
            names.Length == 0 ? "The layout is empty: push a package first." : $"Known are: {names}.");
    }

    private static RegistryException Mistake(string code, string what, string fix) =>
        new(code, RegistryFault.Mistake, what, fix);

    private static RegistryException Damage(string code, string what, string fix, Exception? inner = null, string reason = "") =>
        new(code, RegistryFault.Damage, what, fix, inner) { Reason = reason };
}

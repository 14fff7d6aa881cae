namespace MLOpsBuild.Registry;

internal static partial class RegistryErrors
{
    public static RegistryException BadSigningKey(string where, string reason, string fix) => Mistake(RegistryCodes.BadSigningKey,
        $"{where} cannot be used: {reason}.", fix.EndsWith('.') ? fix : fix + ".");

    public static RegistryException SigningFailed(string program, string reason) => new(RegistryCodes.SigningFailed, RegistryFault.Environment,
        $"The signing program '{program}' {reason}.",
        "Try it by hand: it gets bytes on standard input and writes an ECDSA signature with SHA-256 as DER to standard output. Nothing was signed.");

    public static RegistryException BadTrustPolicy(string file, string reason, Exception? inner = null) => new(RegistryCodes.BadTrustPolicy, RegistryFault.Mistake,
        $"The trust policy {file} cannot be used: {reason}",
        "docs/supply-chain.md has its format.", inner);

    public static RegistryException NoInventory(string folder, string program) => new(RegistryCodes.NoInventory, RegistryFault.Environment,
        $"{folder} holds no {program}.deps.json, so what the program consists of is not known.",
        "Build the program into this folder.");
}

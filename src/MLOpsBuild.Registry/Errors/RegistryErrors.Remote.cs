using System.Globalization;

namespace MLOpsBuild.Registry;

internal static partial class RegistryErrors
{
    private const string NothingIsLost = "Nothing is lost: what has arrived stays, and the next run goes on.";

    // An address may hold a password by mistake, so only what is harmless of it is shown.
    public static RegistryException BadAddress(string text) => Mistake(RegistryCodes.BadAddress,
        $"'{text[(text.LastIndexOf('@') + 1)..]}' is not the address of a registry{(text.Contains('@', StringComparison.Ordinal) ? " (what stands before '@' is left out here)" : "")}.",
        "Write the host, a port if it needs one, and the path in lower case, for example ghcr.io/acme/models; credentials never belong there.");

    public static RegistryException OutOfReach(RegistryAddress address, string what, string reason, int attempts, Exception inner) => Lack(RegistryCodes.OutOfReach,
        string.Create(CultureInfo.InvariantCulture, $"The registry {address.Host} is out of reach: {what}: {reason} ({(attempts == 1 ? "one attempt" : $"{attempts} attempts")})."),
        $"Check the address, the network and whether the registry is up, then run again. {NothingIsLost}", inner);

    public static RegistryException TooManyRequests(RegistryAddress address, string what, TimeSpan? wait, Exception inner) => Lack(RegistryCodes.TooManyRequests,
        $"The registry {address.Host} refuses more requests for now: {what}: it answers 429.",
        (wait is { } time ? string.Create(CultureInfo.InvariantCulture, $"It asks to wait {time.TotalSeconds:0} seconds: run again then. ") : "Wait some minutes and run again. ") + NothingIsLost, inner);

    public static RegistryException NotTrusted(RegistryAddress address, string authority, Exception inner) => Lack(RegistryCodes.NotTrusted,
        $"The certificate of {authority} is not trusted: {Innermost(inner).Message.TrimEnd('.')}.",
        address.IsLocal
            ? $"Name the PEM file of its authority in MLOPSBUILD_REGISTRY_CA, or write http://{address} if it speaks plain HTTP."
            : $"Name the PEM file of its authority in MLOPSBUILD_REGISTRY_CA; only if it speaks plain HTTP, write http://{address}.", inner);

    public static RegistryException Refused(RegistryAddress address, string what, int status, string reason) => Lack(RegistryCodes.Refused,
        $"The registry {address.Host} refuses: {what}: it answers {status}{Because(reason)}.",
        "Look into the registry's settings and log: it may be read-only, full, or limit what it takes.");

    public static RegistryException NotARegistry(RegistryAddress address, string reason) => Mistake(RegistryCodes.NotARegistry,
        $"{address.Host} does not answer as an OCI registry: {reason}.",
        "Check the address: it is that of the registry itself, not of its web page.");

    public static RegistryException BadAuthorityFile(string file, string reason, Exception? inner = null) => new(RegistryCodes.BadAuthorityFile, RegistryFault.Mistake,
        $"The certificate authorities in {file} cannot be used: {reason}",
        "Name a PEM file with at least one certificate in MLOPSBUILD_REGISTRY_CA, or take the variable away.", inner);

    public static RegistryException UnknownRemoteReference(RemoteRepository repository, string reference) => Mistake(RegistryCodes.UnknownReference,
        $"{repository} has no '{reference}'.",
        "Look at the tags of the repository, or push it first.");

    public static RegistryException RemoteDigest(Uri where, Digest expected, Digest actual) => Damage(RegistryCodes.DamagedBlob,
        $"{where.GetLeftPart(UriPartial.Path)} is damaged: its bytes have the digest {actual} where {expected} is expected.",
        "Nothing of it was kept. Push it again from a good copy; if it comes back, something on the way changes bytes.");

    public static RegistryException RemoteSize(Uri where, Descriptor expected, long size) => Damage(RegistryCodes.DamagedBlob,
        $"{where.GetLeftPart(UriPartial.Path)} is damaged: it has {size} bytes where {expected.Size} are expected.",
        "Nothing of it was kept. Remove it from the registry and push it again from a good copy.");

    public static RegistryException RemoteRefusesDigest(string repository, Descriptor blob, string reason) => Damage(RegistryCodes.DamagedBlob,
        $"{repository} did not take {blob.Digest}: it answers 400{Because(reason)}. The bytes were right when they left here.",
        "Run again; if it comes back, something on the way or the registry's storage changes bytes.");

    private static string Because(string reason) => reason.Length == 0 ? "" : $" ({reason})";

    private static Exception Innermost(Exception failure) => failure.InnerException is { } inner ? Innermost(inner) : failure;

    private static RegistryException Lack(string code, string what, string fix, Exception? inner = null) =>
        new(code, RegistryFault.Environment, what, fix, inner);
}

namespace MLOpsBuild.Registry;

internal static partial class RegistryErrors
{
    private const string BringBack = "Push the package again from its artifacts, or copy it from another layout: a good copy replaces this one.";

    public static RegistryException WrongSize(string path, Descriptor expected, long size) => Damage(RegistryCodes.DamagedBlob,
        $"{path} is damaged: it has {size} bytes where {expected.Size} are expected.", BringBack);

    public static RegistryException WrongDigest(string path, Digest actual) => Damage(RegistryCodes.DamagedBlob,
        $"{path} is damaged: its bytes have the digest {actual}.", BringBack);

    public static RegistryException MissingBlob(string path) => Damage(RegistryCodes.MissingBlob,
        $"{path} is missing.", BringBack);

    public static RegistryException InvalidDocument(string where, string reason, Exception? inner = null) => Damage(RegistryCodes.InvalidDocument,
        $"{where} is not valid: {reason}",
        "Write it again with the tool that made it.", inner, reason);

    public static RegistryException DocumentTooLarge(string where, long size, long limit) => Damage(RegistryCodes.InvalidDocument,
        $"{where} is not valid: {size} bytes are more than the {limit} that a document may have.",
        "Only manifests and configs up to this size are read into memory: refer to the blob as a layer.");
}

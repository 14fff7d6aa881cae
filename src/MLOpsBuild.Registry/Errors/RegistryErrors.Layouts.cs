namespace MLOpsBuild.Registry;

internal static partial class RegistryErrors
{
    public static RegistryException NotALayout(string root, string found) => Mistake(RegistryCodes.NotALayout,
        $"{root} is not an OCI image layout: it holds '{found}' and no oci-layout file.",
        "Name an empty folder, one that does not exist yet, or a layout.");

    public static RegistryException BrokenLayout(string file, string reason, Exception? inner = null) => Damage(RegistryCodes.BrokenLayout,
        $"{file} cannot be read: {reason}",
        "Restore the file from a copy, or move the layout away and push its packages again.", inner);

    public static RegistryException UnknownLayoutVersion(string file, string version) => Mistake(RegistryCodes.UnknownLayoutVersion,
        $"{file} has imageLayoutVersion '{version}'; only 1.0.0 is known here.",
        "Read it with the tool that wrote it, and copy its images into a layout of version 1.0.0 (skopeo copy).");

    public static RegistryException AmbiguousReference(string file, string reference, int count) => Damage(RegistryCodes.AmbiguousReference,
        $"{file} holds the reference '{reference}' {count} times.",
        "Remove the entries that are not wanted from the file, or tag the right digest again.");
}

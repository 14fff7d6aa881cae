namespace MLOpsBuild.Registry;

internal static partial class RegistryErrors
{
    public static RegistryException NotAPackage(Digest digest, string found) => Mistake(RegistryCodes.NotAPackage,
        $"{digest} is not a model package: {found}",
        $"Name a manifest with the artifact type {ModelPackage.ArtifactType}.");

    public static RegistryException NoSinglePackage(string root, int count) => Mistake(RegistryCodes.NotAPackage,
        $"{root} is not a package folder: it holds {count} artifacts where one is expected.",
        "Run the Package stage again.");

    public static RegistryException UnknownFormatVersion(string where, long version) => Mistake(RegistryCodes.UnknownFormatVersion,
        $"{where} has the package format {version}; this build reads format {PackageConfig.CurrentFormatVersion}.",
        version > PackageConfig.CurrentFormatVersion
            ? "Update MLOpsBuild to the version that wrote it, or package the model again with this one."
            : "Package the model again with this version of MLOpsBuild.");

    public static RegistryException BadContent(string folder, IReadOnlyCollection<string> findings) => Mistake(RegistryCodes.BadContent,
        $"{folder} cannot become a package: {string.Join("; ", findings)}.",
        "A package holds plain files with portable names and nothing else.");

    public static RegistryException ForeignContent(string where, string reason) => Damage(RegistryCodes.ForeignContent,
        $"{where} is refused: {reason}",
        "Nothing was unpacked. Take the package from a source you trust and push it again.");

    public static RegistryException TargetExists(string folder) => Mistake(RegistryCodes.TargetExists,
        $"{folder} exists already.",
        "Unpack into a folder that does not exist, or remove this one first.");
}

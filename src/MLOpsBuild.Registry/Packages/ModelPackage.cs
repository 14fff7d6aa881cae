namespace MLOpsBuild.Registry;

/// <summary>
/// A model package: a folder of files as an OCI artifact of manifest, config and one uncompressed tar layer.
/// Its digest depends on file names, bytes and config alone; file times, modes, owners, order and empty folders do not count.
/// </summary>
public static class ModelPackage
{
    /// <summary>The artifact type of the manifest.</summary>
    public const string ArtifactType = "application/vnd.mlopsbuild.model.v1";

    /// <summary>The media type of the layer.</summary>
    public const string LayerMediaType = "application/vnd.mlopsbuild.model.content.v1.tar";

    /// <summary>
    /// Writes the package folder, an OCI image layout that holds exactly this artifact, and returns the descriptor of its manifest.
    /// A package that stood there is replaced when the new one is complete; <see cref="PackageConfig.Files"/> is filled in here.
    /// </summary>
    public static async Task<Descriptor> WriteAsync(
        string contentFolder, PackageConfig config, string packageFolder, CancellationToken cancellationToken = default)
    {
        NameRules.CheckName(config.Pipeline);
        if (config.FormatVersion != PackageConfig.CurrentFormatVersion)
            throw RegistryErrors.UnknownFormatVersion($"The config of {config.Pipeline}", config.FormatVersion);
        var names = await StorageGuard.RunAsync(contentFolder, () => Task.FromResult(ContentFolder.Names(contentFolder)));
        return await OciLayout.Open(packageFolder).ReplaceAsync(
            blobs => WriteBlobsAsync(blobs, contentFolder, names, config, cancellationToken), cancellationToken);
    }

    /// <summary>The manifest of the one artifact in a package folder.</summary>
    public static async Task<Descriptor> FindAsync(string packageFolder, CancellationToken cancellationToken = default)
    {
        var found = await OciLayout.Open(packageFolder).AllAsync(cancellationToken);
        return found.Count == 1 ? found[0] : throw RegistryErrors.NoSinglePackage(packageFolder, found.Count);
    }

    private static async Task<Descriptor> WriteBlobsAsync(
        BlobStore blobs, string folder, IReadOnlyList<string> names, PackageConfig config, CancellationToken cancellationToken)
    {
        var (layer, files) = await ContentWriter.WriteAsync(blobs, folder, names, cancellationToken);
        var filled = config with { Files = [.. files] };
        var manifest = new Manifest(
            await blobs.WriteAsync(PackageConfig.MediaType, filled.ToBytes(), cancellationToken),
            [layer with { Annotations = layer.Annotations.Add(MediaTypes.Title, "content.tar") }])
        {
            ArtifactType = ArtifactType,
        };
        return await blobs.WriteAsync(MediaTypes.ImageManifest, manifest.ToBytes(), cancellationToken) with { ArtifactType = ArtifactType };
    }
}

namespace MLOpsBuild.Registry;

public sealed partial class OciLayout
{
    /// <summary>What a package is, without reading its layer.</summary>
    public Task<PackageConfig> ReadConfigAsync(Descriptor manifest, CancellationToken cancellationToken = default) => GuardAsync(async () =>
        (await OpenPackageAsync(manifest, cancellationToken)).Config);

    /// <summary>Checks a package and everything in it against digests and list, unpacking nothing.</summary>
    public Task<PackageConfig> VerifyAsync(Descriptor manifest, CancellationToken cancellationToken = default) => GuardAsync(async () =>
    {
        var (config, layer) = await OpenPackageAsync(manifest, cancellationToken);
        await ReadContentAsync(config, layer, _ => Stream.Null, cancellationToken);
        return config;
    });

    /// <summary>
    /// Unpacks a package into a folder that does not exist yet. The folder appears when manifest, config, layer and every file have been
    /// checked; before that nothing stands under its name.
    /// </summary>
    public Task<PackageConfig> UnpackAsync(Descriptor manifest, string targetFolder, CancellationToken cancellationToken = default) =>
        StorageGuard.RunAsync(targetFolder, async () =>
        {
            var (config, layer) = await OpenPackageAsync(manifest, cancellationToken);
            await using var target = UnpackTarget.Create(targetFolder);
            await ReadContentAsync(config, layer, target.CreateFile, cancellationToken);
            target.Publish();
            return config;
        });

    private async Task<(PackageConfig Config, Descriptor Layer)> OpenPackageAsync(Descriptor descriptor, CancellationToken cancellationToken)
    {
        var manifest = await ReadManifestAsync(descriptor, cancellationToken);
        if (manifest.ArtifactType != ModelPackage.ArtifactType)
            throw RegistryErrors.NotAPackage(descriptor.Digest, $"its artifact type is '{manifest.ArtifactType}'.");
        var where = _blobs.PathOf(manifest.Config.Digest);
        var config = PackageConfig.Parse(await _blobs.ReadDocumentAsync(manifest.Config, cancellationToken), where);
        return manifest.Layers is [{ MediaType: ModelPackage.LayerMediaType } layer]
            ? (config, layer)
            : throw RegistryErrors.NotAPackage(descriptor.Digest, $"it has not exactly one layer of the type {ModelPackage.LayerMediaType}.");
    }

    private async Task ReadContentAsync(
        PackageConfig config, Descriptor layer, Func<PackageFile, Stream> create, CancellationToken cancellationToken)
    {
        var where = _blobs.PathOf(layer.Digest);
        var listed = ContentTar.LengthOf(config.Files);
        if (layer.Size != listed)
            throw RegistryErrors.ForeignContent(where, $"it has {layer.Size} bytes where the files that the config lists take {listed}.");
        await using var stream = _blobs.OpenUnverified(layer);
        using var reader = new ContentReader(stream, where);
        try
        {
            _blobs.Check(layer, await reader.ReadAsync(config.Files, create, cancellationToken));
        }
        catch (RegistryException foreign) when (foreign.Code == RegistryCodes.ForeignContent)
        {
            // Bytes that the disk changed are damage; only a layer with the right digest is foreign.
            stream.Position = 0;
            _blobs.Check(layer, await Digest.OfStreamAsync(stream, cancellationToken));
            throw;
        }
    }
}

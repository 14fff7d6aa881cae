using System.Formats.Tar;
using System.Text;
using MLOpsBuild.Testing;

namespace MLOpsBuild.Registry.Tests;

/// <summary>A layout whose digests are all right and whose package is not: what an attacker, or another tool, would hand in.</summary>
internal static class ForgedPackage
{
    public static async Task<(OciLayout Layout, Descriptor Manifest)> WriteAsync(
        TemporaryFolder temp, string config, byte[] layer, string artifactType = ModelPackage.ArtifactType, string layerType = ModelPackage.LayerMediaType)
    {
        var layout = OciLayout.Open(temp.File("forged"));
        var manifest = await layout.ReplaceAsync(async blobs =>
        {
            var configBlob = await blobs.WriteAsync(PackageConfig.MediaType, Encoding.UTF8.GetBytes(config), Sample.Cancellation);
            var layerBlob = await blobs.WriteAsync(layerType, layer, Sample.Cancellation);
            var bytes = new Manifest(configBlob, [layerBlob]) { ArtifactType = artifactType }.ToBytes();
            return await blobs.WriteAsync(MediaTypes.ImageManifest, bytes, Sample.Cancellation);
        }, Sample.Cancellation);
        return (layout, manifest);
    }

    public static string Config(params PackageFile[] files) =>
        Encoding.UTF8.GetString((Sample.Config with { Files = [.. files] }).ToBytes());

    public static PackageFile File(string name, string text) =>
        new(name, Encoding.UTF8.GetByteCount(text), Digest.OfBytes(Encoding.UTF8.GetBytes(text)));

    /// <summary>A tar of entries as the class library writes them.</summary>
    public static byte[] Tar(params UstarTarEntry[] entries)
    {
        using var stream = new MemoryStream();
        using (var writer = new TarWriter(stream, TarEntryFormat.Ustar, leaveOpen: true))
        {
            foreach (var entry in entries)
                writer.WriteEntry(entry);
        }
        return stream.ToArray();
    }

    public static UstarTarEntry Entry(string name, string text) => new(TarEntryType.RegularFile, name)
    {
        ModificationTime = DateTimeOffset.UnixEpoch,
        DataStream = new MemoryStream(Encoding.UTF8.GetBytes(text)),
    };

    public static UstarTarEntry Link(TarEntryType type, string name, string target) => new(type, name)
    {
        ModificationTime = DateTimeOffset.UnixEpoch,
        LinkName = target,
    };
}

using System.Formats.Tar;
using System.Text.Json;
using System.Text.Json.Nodes;
using MLOpsBuild.Emitters.Tests;
using MLOpsBuild.Registry;
using MLOpsBuild.Testing;

namespace MLOpsBuild.Delivery.Tests;

/// <summary>Images to build on.</summary>
internal static class ImageBases
{
    /// <summary>An image of one small file, in a layout of its own; enough where nothing runs.</summary>
    /// <returns>The text that names it.</returns>
    public static async Task<string> SmallAsync(string folder, string architecture, string mediaType = OciJson.Layer)
    {
        var layout = OciLayout.Open(folder);
        var manifest = await layout.WriteAsync("base", "1", async writer =>
        {
            var layer = await writer.WriteAsync(mediaType, Layer());
            var config = await writer.WriteAsync(OciJson.Config, JsonSerializer.SerializeToUtf8Bytes(new
            {
                architecture,
                os = "linux",
                config = new { Env = (string[])["PATH=/usr/bin", "OMP_WAIT_POLICY=active"], Cmd = (string[])["bash"], Labels = new { vendor = "a base" } },
                rootfs = new { type = "layers", diff_ids = (string[])[layer.Digest.ToString()] },
            }));
            return await writer.WriteAsync(OciJson.Manifest, OciJson.Bytes(new JsonObject
            {
                ["schemaVersion"] = 2,
                ["mediaType"] = OciJson.Manifest,
                ["config"] = OciJson.Node(config),
                ["layers"] = new JsonArray(OciJson.Node(layer)),
            }));
        });
        Directory.Delete(Path.Combine(folder, OciLayout.WorkingFolder), recursive: true);
        return $"oci:{folder}@{manifest.Digest}";
    }

    /// <summary>The engine's test image, in a layout of its own.</summary>
    public static async Task<string> RealAsync(string folder)
    {
        await Shell.RunAsync(Services.Require("skopeo"), "copy", "--insecure-policy", "--dest-oci-accept-uncompressed-layers", $"docker-daemon:{DockerEngine.Base}:latest", $"oci:{folder}");
        using var index = JsonDocument.Parse(await File.ReadAllBytesAsync(Path.Combine(folder, "index.json")));
        return $"oci:{folder}@{index.RootElement.GetProperty("manifests")[0].GetProperty("digest").GetString()}";
    }

    private static byte[] Layer()
    {
        using var stream = new MemoryStream();
        using (var tar = new TarWriter(stream, TarEntryFormat.Ustar, leaveOpen: true))
            tar.WriteEntry(new UstarTarEntry(TarEntryType.RegularFile, "etc/a-base") { DataStream = new MemoryStream("a base"u8.ToArray()), ModificationTime = DateTimeOffset.UnixEpoch });
        return stream.ToArray();
    }
}

using System.Formats.Tar;
using System.Security.Cryptography;
using System.Text.Json;

namespace MLOpsBuild.Registry.Tests;

/// <summary>A container image in the format that Docker had before OCI's (image manifest version 2, schema 2), as a folder that skopeo reads as <c>dir:</c>.</summary>
internal static class DockerImage
{
    public const string MediaType = "application/vnd.docker.distribution.manifest.v2+json";

    public static async Task WriteAsync(string folder)
    {
        Directory.CreateDirectory(folder);
        var layer = Layer();
        var config = JsonSerializer.SerializeToUtf8Bytes(new
        {
            architecture = "amd64", os = "linux", config = new { Cmd = new[] { "/bin/true" } },
            rootfs = new { type = "layers", diff_ids = new[] { Digest.OfBytes(layer).ToString() } },
        });
        var manifest = JsonSerializer.SerializeToUtf8Bytes(new
        {
            schemaVersion = 2,
            mediaType = MediaType,
            config = Part("application/vnd.docker.container.image.v1+json", config),
            layers = new[] { Part("application/vnd.docker.image.rootfs.diff.tar", layer) },
        });
        await File.WriteAllTextAsync(Path.Combine(folder, "version"), "Directory Transport Version: 1.1\n");
        await File.WriteAllBytesAsync(Path.Combine(folder, "manifest.json"), manifest);
        await File.WriteAllBytesAsync(Path.Combine(folder, Hex(config)), config);
        await File.WriteAllBytesAsync(Path.Combine(folder, Hex(layer)), layer);
    }

    private static byte[] Layer()
    {
        using var bytes = new MemoryStream();
        using (var tar = new TarWriter(bytes, leaveOpen: true))
            tar.WriteEntry(new PaxTarEntry(TarEntryType.RegularFile, "hello.txt") { DataStream = new MemoryStream("hello"u8.ToArray()) });
        return bytes.ToArray();
    }

    private static object Part(string mediaType, byte[] bytes) => new { mediaType, size = bytes.Length, digest = Digest.OfBytes(bytes).ToString() };

    private static string Hex(byte[] bytes) => Convert.ToHexStringLower(SHA256.HashData(bytes));
}

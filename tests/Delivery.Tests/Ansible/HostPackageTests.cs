using System.Formats.Tar;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using MLOpsBuild.Testing;

namespace MLOpsBuild.Delivery.Tests;

/// <summary>An archive that is not what the package lists is sent to no host; where somebody sends it by hand, the host refuses it.</summary>
[Collection(Fleet.Turns)]
public sealed class HostPackageTests(Releases releases, ServingHost host) : IDisposable
{
    /// <summary>Of what no host has: one that it keeps would not be unpacked again.</summary>
    private const string Unknown = "99.0.0";

    private const string Evil = "../../../../../evil";
    private readonly TemporaryFolder _temp = new();

    [Fact]
    public async Task A_package_with_paths_out_of_its_folder_a_bomb_and_a_tampered_one_reach_no_host()
    {
        var (serving, next) = await host.ServingAsync(releases);
        await Shell.RunAsync("cp", "-r", releases.Registry, Registry);
        var forged = Forge(next, Archive(Evil));
        var bomb = Forge(next, GZip(new byte[64 << 20]));
        Assert.Contains("bytes where the files that the config lists take", await RefusedAsync(forged), StringComparison.Ordinal);
        Assert.Contains("bytes where the files that the config lists take", await RefusedAsync(bomb), StringComparison.Ordinal);
        var (exit, said) = await PlayAsync(forged);
        Assert.Equal(2, exit);
        Assert.Contains("Unpack the model", said, StringComparison.Ordinal);
        Assert.Equal("", (await host.Machine.ShellAsync("find / -xdev -name evil")).Trim());

        var layer = Blob((string)Manifest(next)["layers"]![0]!["digest"]!);
        await using (var file = File.OpenWrite(layer))
        {
            file.Position = 5_000;
            file.WriteByte(0xFF);
        }

        var tampered = next with { Version = Unknown, Registry = Registry };
        Assert.Contains("sha256:", await RefusedAsync(tampered), StringComparison.Ordinal);
        (exit, said) = await PlayAsync(tampered);
        Assert.Equal(2, exit);
        Assert.Contains("What came to the host has the digest sha256:", said, StringComparison.Ordinal);
        await host.RequireAsync(serving);
    }

    public void Dispose() => _temp.Dispose();

    private string Registry => _temp.File("registry");

    private string Blob(string digest) => Path.Combine(Registry, "blobs", "sha256", digest["sha256:".Length..]);

    private JsonNode Manifest(Release release) => JsonNode.Parse(File.ReadAllText(Blob(release.Digest)))!;

    private async Task<string> RefusedAsync(Release release)
    {
        host.Fleet.Events.Clear();
        var refusal = await Assert.ThrowsAsync<DeliveryException>(() => host.Fleet.DeployAsync(release));
        Assert.StartsWith($"{DeliveryCodes.DamagedRelease}: release {release.Version} ({release.Digest}) is not what its package says, and was sent to no host: ", refusal.Message, StringComparison.Ordinal);
        Assert.Empty(host.Fleet.Events);
        return refusal.Message;
    }

    private Task<(int Exit, string Output)> PlayAsync(Release release) => host.Fleet.Hosts.PlayAsync(
        Path.Combine(host.Fleet.Checkout, "pipelines", Releases.Pipeline, "ansible"), "production", "deploy.yml",
        "--extra-vars", $$"""{"model_server_release":"{{release.Version}}","model_server_digest":"{{release.Digest}}","model_server_package":"{{release.Registry}}","model_server_program":"{{Releases.ServerFolder}}"}""");

    /// <summary>The release with another archive, under digests that are right.</summary>
    private Release Forge(Release release, byte[] archive)
    {
        var manifest = Manifest(release);
        (manifest["layers"]![0]!["digest"], manifest["layers"]![0]!["size"]) = (Write(archive), archive.Length);
        return new(Registry, Unknown, Write(Encoding.UTF8.GetBytes(manifest.ToJsonString())));
    }

    private string Write(byte[] content)
    {
        var digest = "sha256:" + Convert.ToHexStringLower(SHA256.HashData(content));
        File.WriteAllBytes(Blob(digest), content);
        return digest;
    }

    private static byte[] Archive(string name)
    {
        using var content = new MemoryStream();
        using (var writer = new TarWriter(content))
            writer.WriteEntry(new PaxTarEntry(TarEntryType.RegularFile, name) { DataStream = new MemoryStream("evil"u8.ToArray()) });
        return content.ToArray();
    }

    private static byte[] GZip(byte[] content)
    {
        using var target = new MemoryStream();
        using (var gzip = new System.IO.Compression.GZipStream(target, System.IO.Compression.CompressionLevel.Fastest))
            gzip.Write(content);
        return target.ToArray();
    }
}

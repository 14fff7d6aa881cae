using System.Text;
using System.Text.Json;
using MLOpsBuild.Testing;

namespace MLOpsBuild.Registry.Tests;

public sealed class RemoteSkopeoTests(SharedRegistry shared) : IDisposable
{
    private readonly TemporaryFolder _temp = new();

    public void Dispose() => _temp.Dispose();

    [Fact]
    public async Task Skopeo_reads_what_was_pushed_byte_for_byte()
    {
        var skopeo = Services.Require("skopeo");
        using var remote = await shared.ConnectAsync();
        var (registry, pushed) = await Sample.RegistryAsync(_temp);
        await registry.AttachAsync(pushed.Descriptor, "text/plain", "about it"u8.ToArray(), cancellationToken: Sample.Cancellation);
        await remote.PushAsync(registry, pushed.ToString(), Sample.Name, "0.1.0", cancellationToken: Sample.Cancellation);

        var raw = await Shell.RunAsync(skopeo, "inspect", "--tls-verify=false", "--raw", $"docker://{remote.Address}/{Sample.Name}:0.1.0");
        var referrers = await Shell.RunAsync(skopeo, "inspect", "--tls-verify=false", "--raw", $"docker://{remote.Address}/{Sample.Name}:sha256-{pushed.Descriptor.Digest.Hex}");
        await Shell.RunAsync(skopeo, "copy", "--src-tls-verify=false", $"docker://{remote.Address}/{Sample.Name}:0.1.0", $"oci:{_temp.File("copied")}:{pushed}");
        var copied = OciLayout.Open(_temp.File("copied"));

        Assert.Equal(pushed.Descriptor.Digest, Digest.OfBytes(Encoding.UTF8.GetBytes(raw)));
        Assert.Equal("text/plain", JsonDocument.Parse(referrers).RootElement.GetProperty("manifests")[0].GetProperty("artifactType").GetString());
        await copied.VerifyAsync((await copied.FindAsync(Sample.Name, "0.1.0", Sample.Cancellation))!, Sample.Cancellation);
    }

    [Fact]
    public async Task What_skopeo_pushed_is_pulled_and_unpacked()
    {
        var skopeo = Services.Require("skopeo");
        using var remote = await shared.ConnectAsync();
        var (registry, pushed) = await Sample.RegistryAsync(_temp);
        var elsewhere = OciLayout.Open(_temp.File("elsewhere"));

        await Shell.RunAsync(skopeo, "copy", "--dest-tls-verify=false", $"oci:{registry.Root}:{pushed}", $"docker://{remote.Address}/{Sample.Name}:0.1.0");
        var pulled = await remote.PullAsync(elsewhere, Sample.Name, "0.1.0", Sample.Cancellation);
        await elsewhere.UnpackAsync(pulled, _temp.File("unpacked"), Sample.Cancellation);

        Assert.Equal(pushed.Descriptor.Digest, pulled.Digest);
        Assert.Equal("a model", await File.ReadAllTextAsync(_temp.File("unpacked", "model.zip"), Sample.Cancellation));
    }

    [Fact]
    public async Task An_image_in_Dockers_own_format_is_pulled_and_pushed_on_unchanged()
    {
        var skopeo = Services.Require("skopeo");
        using var remote = await shared.ConnectAsync();
        await DockerImage.WriteAsync(_temp.File("image"));
        await Shell.RunAsync(skopeo, "copy", "--dest-tls-verify=false", "--dest-compress=false", $"dir:{_temp.File("image")}", $"docker://{remote.Address}/server:1");
        var elsewhere = OciLayout.Open(_temp.File("elsewhere"));

        var pulled = await remote.PullAsync(elsewhere, "server", "1", Sample.Cancellation);
        await remote.PushAsync(elsewhere, pulled.Digest.ToString(), "copy", "1", cancellationToken: Sample.Cancellation);
        var inspected = await Shell.RunAsync(skopeo, "inspect", "--tls-verify=false", $"docker://{remote.Address}/copy:1");

        Assert.Equal(DockerImage.MediaType, pulled.MediaType);
        Assert.Equal(pulled.Digest.ToString(), JsonDocument.Parse(inspected).RootElement.GetProperty("Digest").GetString());
    }
}

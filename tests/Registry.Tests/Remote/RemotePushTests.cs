using System.Text;
using MLOpsBuild.Testing;

namespace MLOpsBuild.Registry.Tests;

public sealed class RemotePushTests(SharedRegistry shared) : IDisposable
{
    private readonly TemporaryFolder _temp = new();

    public void Dispose() => _temp.Dispose();

    [Fact]
    public async Task A_package_that_was_pushed_is_pulled_elsewhere_with_its_tag_and_unpacks_to_the_same_files()
    {
        using var remote = await shared.ConnectAsync();
        var (registry, pushed) = await Sample.RegistryAsync(_temp);
        var elsewhere = OciLayout.Open(_temp.File("elsewhere"));

        var report = await remote.PushAsync(registry, pushed.ToString(), Sample.Name, "0.1.0", cancellationToken: Sample.Cancellation);
        var pulled = await remote.PullAsync(elsewhere, Sample.Name, "0.1.0", Sample.Cancellation);
        await elsewhere.UnpackAsync(pulled, _temp.File("unpacked"), Sample.Cancellation);

        Assert.Equal(3, report.Sent);
        Assert.Equal((pushed.Descriptor.Digest, ModelPackage.ArtifactType), (pulled.Digest, pulled.ArtifactType));
        Assert.Equal(pulled.Digest, (await elsewhere.FindAsync(Sample.Name, "0.1.0", Sample.Cancellation))!.Digest);
        Assert.Equal("a model", await File.ReadAllTextAsync(_temp.File("unpacked", "model.zip"), Sample.Cancellation));
    }

    [Fact]
    public async Task A_second_push_sends_nothing()
    {
        using var remote = await shared.ConnectAsync();
        var (registry, pushed) = await Sample.RegistryAsync(_temp);
        await registry.AttachAsync(pushed.Descriptor, "text/plain", "about it"u8.ToArray(), cancellationToken: Sample.Cancellation);
        await remote.PushAsync(registry, pushed.ToString(), Sample.Name, "0.1.0", cancellationToken: Sample.Cancellation);

        await using var proxy = await FaultProxy.StartAsync(await shared.HostAsync());
        using var again = proxy.Connect(remote.Address);
        var report = await again.PushAsync(registry, pushed.ToString(), Sample.Name, "0.1.0", cancellationToken: Sample.Cancellation);

        Assert.Equal((0, 0L), (report.Sent, report.SentBytes));
        Assert.NotEmpty(proxy.Requests);
        Assert.All(proxy.Requests, request => Assert.Contains(request.Method, (string[])["GET", "HEAD"]));
    }

    [Fact]
    public async Task Of_a_new_version_only_what_is_new_is_sent()
    {
        using var remote = await shared.ConnectAsync();
        var (registry, first) = await Sample.RegistryAsync(_temp);
        await remote.PushAsync(registry, first.ToString(), Sample.Name, "0.1.0", cancellationToken: Sample.Cancellation);
        await registry.AttachAsync(first.Descriptor, "text/plain", "a second thought"u8.ToArray(), cancellationToken: Sample.Cancellation);

        var report = await remote.PushAsync(registry, first.ToString(), Sample.Name, "0.1.0", cancellationToken: Sample.Cancellation);

        Assert.Equal((3, 1), (report.Sent, report.Present)); // the referrer's empty config, payload and manifest; the package was there
    }

    [Fact]
    public async Task What_refers_to_an_artifact_travels_with_it_and_what_refers_to_that_too()
    {
        using var remote = await shared.ConnectAsync();
        var (registry, pushed) = await Sample.RegistryAsync(_temp);
        var sbom = await registry.AttachAsync(pushed.Descriptor, "application/spdx+json", "{}"u8.ToArray(), cancellationToken: Sample.Cancellation);
        var signature = await registry.AttachAsync(sbom, "application/vnd.dsse", "signed"u8.ToArray(), cancellationToken: Sample.Cancellation);
        var elsewhere = OciLayout.Open(_temp.File("elsewhere"));

        await remote.PushAsync(registry, pushed.ToString(), Sample.Name, cancellationToken: Sample.Cancellation);
        await remote.PullAsync(elsewhere, Sample.Name, pushed.Descriptor.Digest.ToString(), Sample.Cancellation);

        Assert.Equal([sbom.Digest], (await elsewhere.ReferrersAsync(pushed.Descriptor.Digest, "application/spdx+json", Sample.Cancellation)).Select(referrer => referrer.Digest));
        var carried = Assert.Single(await elsewhere.ReferrersAsync(sbom.Digest, cancellationToken: Sample.Cancellation));
        Assert.Equal(signature.Digest, carried.Digest);
        Assert.Equal("signed", await TextAsync(await elsewhere.OpenPayloadAsync(carried, Sample.Cancellation)));
    }

    [Fact]
    public async Task An_index_is_pushed_with_all_its_manifests()
    {
        using var remote = await shared.ConnectAsync();
        var (registry, first) = await Sample.RegistryAsync(_temp);
        var second = await Sample.PushAsync(_temp, registry, "another model");
        var index = await registry.Blobs.WriteAsync(MediaTypes.ImageIndex, new ManifestList([first.Descriptor, second.Descriptor]).ToBytes(), Sample.Cancellation);
        await registry.KeepAsync(index, Sample.Cancellation);
        var elsewhere = OciLayout.Open(_temp.File("elsewhere"));

        await remote.PushAsync(registry, index.Digest.ToString(), Sample.Name, "both", cancellationToken: Sample.Cancellation);
        var pulled = await remote.PullAsync(elsewhere, Sample.Name, "both", Sample.Cancellation);

        Assert.Equal(index.Digest, pulled.Digest);
        await elsewhere.VerifyAsync(first.Descriptor, Sample.Cancellation);
        await elsewhere.VerifyAsync(second.Descriptor, Sample.Cancellation);
    }

    [Fact]
    public async Task Blobs_of_another_repository_are_mounted_and_not_sent()
    {
        using var remote = await shared.ConnectAsync();
        var (registry, pushed) = await Sample.RegistryAsync(_temp);
        await remote.PushAsync(registry, pushed.ToString(), Sample.Name, "0.1.0", cancellationToken: Sample.Cancellation);

        var report = await remote.PushAsync(registry, pushed.ToString(), "customer-churn", "0.1.0", mountFrom: Sample.Name, Sample.Cancellation);

        Assert.Equal((1, 2), (report.Sent, report.Mounted));
        Assert.Equal(pushed.Descriptor.Digest, (await remote.PullAsync(OciLayout.Open(_temp.File("elsewhere")), "customer-churn", "0.1.0", Sample.Cancellation)).Digest);
    }

    [Fact]
    public async Task A_damaged_blob_of_the_layout_is_not_pushed()
    {
        using var remote = await shared.ConnectAsync();
        var (registry, pushed) = await Sample.RegistryAsync(_temp);
        var layer = (await registry.BlobsOfAsync(pushed.Descriptor))[^1];
        var path = Sample.Blob(registry.Root, layer.Digest);
        var bytes = await File.ReadAllBytesAsync(path, Sample.Cancellation);
        bytes[^1] ^= 1;
        await File.WriteAllBytesAsync(path, bytes, Sample.Cancellation);

        var refused = await Sample.RefusedAsync(() => remote.PushAsync(registry, pushed.ToString(), Sample.Name, "0.1.0", cancellationToken: Sample.Cancellation));

        Assert.Equal((RegistryCodes.DamagedBlob, RegistryFault.Damage), (refused.Code, refused.Fault));
        Assert.Contains(path, refused.Message, StringComparison.Ordinal);
        Assert.Null(await remote.FindAsync(Sample.Name, "0.1.0", Sample.Cancellation));
    }

    private static async Task<string> TextAsync(Stream stream)
    {
        await using (stream)
        {
            using var reader = new StreamReader(stream, Encoding.UTF8);
            return await reader.ReadToEndAsync(Sample.Cancellation);
        }
    }
}

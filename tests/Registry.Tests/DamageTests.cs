using MLOpsBuild.Testing;

namespace MLOpsBuild.Registry.Tests;

public sealed class DamageTests : IDisposable
{
    private const string Fix = " Push the package again from its artifacts, or copy it from another layout: a good copy replaces this one.";

    private readonly TemporaryFolder _temp = new();

    public void Dispose() => _temp.Dispose();

    [Theory]
    [InlineData(Part.Manifest)]
    [InlineData(Part.Config)]
    [InlineData(Part.Layer)]
    public async Task A_flipped_byte_is_found_on_reading_and_named(Part part)
    {
        var (registry, pushed, path) = await ArrangeAsync(part);
        var bytes = await File.ReadAllBytesAsync(path, Sample.Cancellation);
        bytes[bytes.Length / 3] ^= 0x20;
        await File.WriteAllBytesAsync(path, bytes, Sample.Cancellation);

        var refused = await RefusedAsync(registry, pushed);

        Assert.Equal($"REG301: {path} is damaged: its bytes have the digest {Digest.OfBytes(bytes)}.{Fix}", refused.Message);
    }

    [Theory]
    [InlineData(Part.Manifest)]
    [InlineData(Part.Config)]
    [InlineData(Part.Layer)]
    public async Task A_truncated_blob_is_found_on_reading_and_named(Part part)
    {
        var (registry, pushed, path) = await ArrangeAsync(part);
        var size = new FileInfo(path).Length;
        using (var file = File.OpenWrite(path))
            file.SetLength(size - 1);

        var refused = await RefusedAsync(registry, pushed);

        Assert.Equal($"REG301: {path} is damaged: it has {size - 1} bytes where {size} are expected.{Fix}", refused.Message);
    }

    [Theory]
    [InlineData(Part.Manifest)]
    [InlineData(Part.Config)]
    [InlineData(Part.Layer)]
    public async Task A_missing_blob_is_named(Part part)
    {
        var (registry, pushed, path) = await ArrangeAsync(part);
        File.Delete(path);

        var refused = await RefusedAsync(registry, pushed);

        Assert.Equal($"REG302: {path} is missing.{Fix}", refused.Message);
    }

    [Theory]
    [InlineData(Part.Manifest)]
    [InlineData(Part.Config)]
    [InlineData(Part.Layer)]
    public async Task Pushing_again_repairs_a_damaged_blob(Part part)
    {
        var (registry, pushed, path) = await ArrangeAsync(part);
        await File.WriteAllBytesAsync(path, new byte[new FileInfo(path).Length], Sample.Cancellation);

        var again = await registry.PushAsync(OciLayout.Open(_temp.File("package")), pushed.Descriptor.Digest.ToString(), Sample.Name, Sample.Cancellation);
        await registry.VerifyAsync(again.Descriptor, Sample.Cancellation);

        Assert.Equal(pushed.Tag, again.Tag);
    }

    [Fact]
    public async Task A_large_damaged_blob_hands_out_no_byte()
    {
        var (registry, pushed, _) = await ArrangeAsync(Part.Manifest);
        var payload = new byte[BlobStore.DocumentLimit + 1];
        var referrer = await registry.AttachAsync(pushed.Descriptor, "application/octet-stream", payload, cancellationToken: Sample.Cancellation);
        var path = Sample.Blob(registry.Root, Digest.OfBytes(payload));
        await using (var good = await registry.OpenPayloadAsync(referrer, Sample.Cancellation))
            Assert.Equal((0, payload.Length), (good.Position, good.Length));
        payload[^1] = 1;
        await File.WriteAllBytesAsync(path, payload, Sample.Cancellation);

        var refused = await Sample.RefusedAsync(() => registry.OpenPayloadAsync(referrer, Sample.Cancellation));

        Assert.Equal($"REG301: {path} is damaged: its bytes have the digest {Digest.OfBytes(payload)}.{Fix}", refused.Message);
    }

    [Fact]
    public async Task Garbage_is_not_collected_while_a_manifest_is_damaged()
    {
        var (registry, _, path) = await ArrangeAsync(Part.Manifest);
        await File.WriteAllTextAsync(path, "{}", Sample.Cancellation);
        var before = Directory.EnumerateFiles(registry.Root, "*", SearchOption.AllDirectories).Order().ToList();

        var refused = await Sample.RefusedAsync(() => registry.CollectGarbageAsync(cancellationToken: Sample.Cancellation));

        Assert.Equal(RegistryCodes.DamagedBlob, refused.Code);
        Assert.Equal(before, Directory.EnumerateFiles(registry.Root, "*", SearchOption.AllDirectories).Order());
    }

    private async Task<(OciLayout Registry, TaggedDescriptor Pushed, string Path)> ArrangeAsync(Part part)
    {
        var (registry, pushed) = await Sample.RegistryAsync(_temp);
        var path = Sample.Blob(registry.Root, pushed.Descriptor.Digest);
        var manifest = Manifest.Parse(await File.ReadAllBytesAsync(path, Sample.Cancellation), path);
        var digest = part switch
        {
            Part.Manifest => pushed.Descriptor.Digest,
            Part.Config => manifest.Config.Digest,
            _ => manifest.Layers.Single().Digest,
        };
        return (registry, pushed, Sample.Blob(registry.Root, digest));
    }

    // Unpacking, verifying and copying all tell the same, and none leaves anything behind.
    private async Task<RegistryException> RefusedAsync(OciLayout registry, TaggedDescriptor pushed)
    {
        var target = OciLayout.Open(_temp.File("target"));
        var verify = await Sample.RefusedAsync(() => registry.VerifyAsync(pushed.Descriptor, Sample.Cancellation));
        var unpack = await Sample.RefusedAsync(() => registry.UnpackAsync(pushed.Descriptor, _temp.File("unpacked"), Sample.Cancellation));
        var copy = await Sample.RefusedAsync(() => target.CopyFromAsync(registry, pushed.ToString(), Sample.Cancellation));
        Assert.Equal((verify.Message, verify.Message), (unpack.Message, copy.Message));
        Assert.Empty(Directory.EnumerateFileSystemEntries(_temp.Path, "*unpack*"));
        Assert.DoesNotContain(Directory.EnumerateFiles(Path.Combine(target.Root, ".mlopsbuild"), "*", SearchOption.AllDirectories), file => !file.EndsWith(".lock", StringComparison.Ordinal));
        return verify;
    }

    public enum Part
    {
        Manifest,
        Config,
        Layer,
    }
}

using MLOpsBuild.Testing;

namespace MLOpsBuild.Registry.Tests;

public sealed class DiskTests : IDisposable
{
    private readonly TemporaryFolder _temp = new();

    public void Dispose() => _temp.Dispose();

    [Fact]
    public async Task A_full_disk_is_named_and_leaves_the_layout_as_it_was()
    {
        await using var disk = await SmallDisk.MountAsync(_temp.File("disk"), "512k");
        var registry = OciLayout.Open(Path.Combine(disk.Path, "registry"));
        var first = await Sample.PushAsync(_temp, registry, "a model");
        var (large, manifest) = await Sample.PackageAsync(_temp, new string('x', 1_000_000), "large");

        var push = await Sample.RefusedAsync(() => registry.PushAsync(large, manifest.Digest.ToString(), Sample.Name, Sample.Cancellation));
        var unpack = await Sample.RefusedAsync(() => large.UnpackAsync(manifest, Path.Combine(disk.Path, "release"), Sample.Cancellation));
        var write = await Sample.RefusedAsync(() => ModelPackage.WriteAsync(_temp.File("large-content"), Sample.Config, Path.Combine(disk.Path, "package"), Sample.Cancellation));

        const string fix = "could not be written: no space is left on the device. Free some space (clean old artifacts, collect garbage in the registry) and run again.";
        Assert.Equal($"REG601: {registry.Root} {fix}", push.Message);
        Assert.Equal($"REG601: {Path.Combine(disk.Path, "release")} {fix}", unpack.Message);
        Assert.Equal($"REG601: {Path.Combine(disk.Path, "package")} {fix}", write.Message);
        Assert.Equal([RegistryFault.Environment], ((RegistryException[])[push, unpack, write]).Select(refused => refused.Fault).Distinct());
        Assert.Equal([first.Tag], (await registry.ListAsync(Sample.Name, Sample.Cancellation)).Select(tag => tag.Tag));
        Assert.Equal(0, (await registry.CollectGarbageAsync(cancellationToken: Sample.Cancellation)).Unfinished);
        await registry.VerifyAsync(first.Descriptor, Sample.Cancellation);
        Assert.Equal(["package", "registry"], Directory.EnumerateFileSystemEntries(disk.Path).Select(Path.GetFileName).Order(StringComparer.Ordinal));
        Assert.Equal("0.1.1", (await Sample.PushAsync(_temp, registry, "a small model")).Tag);
    }

    [Fact]
    public async Task A_read_only_layout_is_read_and_a_write_is_refused_with_the_path()
    {
        await using var disk = await SmallDisk.MountAsync(_temp.File("disk"), "512k");
        var registry = OciLayout.Open(Path.Combine(disk.Path, "registry"));
        var pushed = await Sample.PushAsync(_temp, registry, "a model");
        await disk.MakeReadOnlyAsync();

        var copied = await OciLayout.Open(_temp.File("copy")).CopyFromAsync(OciLayout.Open(registry.Root), pushed.ToString(), Sample.Cancellation);
        var tag = await Sample.RefusedAsync(() => registry.TagAsync(Sample.Name, "champion", copied, cancellationToken: Sample.Cancellation));
        var unpack = await Sample.RefusedAsync(() => registry.UnpackAsync(copied, Path.Combine(disk.Path, "release"), Sample.Cancellation));

        Assert.Equal(pushed.Descriptor.Digest, copied.Digest);
        Assert.Equal(
            $"REG602: {registry.Root} could not be used: Read-only file system : '{Path.Combine(registry.Root, ".mlopsbuild", "index.lock")}' Give this user the right to write there, or choose another folder.",
            tag.Message);
        Assert.StartsWith($"REG602: {Path.Combine(disk.Path, "release")} could not be used: ", unpack.Message, StringComparison.Ordinal);
        Assert.Equal([RegistryFault.Environment], ((RegistryException[])[tag, unpack]).Select(refused => refused.Fault).Distinct());
    }
}

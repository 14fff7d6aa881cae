using MLOpsBuild.Testing;

namespace MLOpsBuild.Registry.Tests;

public sealed class PushTests : IDisposable
{
    private readonly TemporaryFolder _temp = new();

    public void Dispose() => _temp.Dispose();

    [Fact]
    public async Task A_pushed_package_is_found_by_version_and_by_digest_and_unpacks_to_the_same_files()
    {
        var (registry, pushed) = await Sample.RegistryAsync(_temp);

        var byTag = await registry.FindAsync(Sample.Name, "0.1.0", Sample.Cancellation);
        var byDigest = await registry.FindAsync(Sample.Name, pushed.Descriptor.Digest.ToString(), Sample.Cancellation);
        var config = await registry.UnpackAsync(byTag!, _temp.File("unpacked"), Sample.Cancellation);

        Assert.Equal("credit-scoring:0.1.0", pushed.ToString());
        Assert.Equal(pushed.Descriptor.Digest, byTag!.Digest);
        Assert.Equal(pushed.Descriptor.Digest, byDigest!.Digest);
        Assert.Equal(["model.zip", "schema/columns.json"], config.Files.Select(file => file.Name));
        Assert.Equal("a model", await File.ReadAllTextAsync(_temp.File("unpacked", "model.zip"), Sample.Cancellation));
        Assert.Equal("[]", await File.ReadAllTextAsync(_temp.File("unpacked", "schema", "columns.json"), Sample.Cancellation));
        Assert.Equal(["unpacked"], Directory.EnumerateFileSystemEntries(_temp.Path, "*unpack*").Select(Path.GetFileName));
    }

    [Fact]
    public async Task A_digest_that_was_pushed_keeps_its_version_and_a_new_one_gets_the_next_patch()
    {
        var (registry, first) = await Sample.RegistryAsync(_temp);

        var again = await Sample.RegistryAsync(_temp);
        var second = await Sample.PushAsync(_temp, registry, "another model");

        Assert.Equal(["0.1.0", "0.1.0", "0.1.1"], [first.Tag, again.Pushed.Tag, second.Tag]);
        Assert.Equal("0.1.2", await registry.NextVersionAsync(Sample.Name, Sample.Cancellation));
        Assert.Equal("0.1.0", await registry.NextVersionAsync("customer-churn", Sample.Cancellation));
    }

    [Fact]
    public async Task Versions_are_counted_as_numbers_and_go_on_after_the_highest()
    {
        var (registry, first) = await Sample.RegistryAsync(_temp);
        foreach (var tag in (string[])["0.1.9", "0.1.10", "01.2.3", "9.9", "champion"])
            await registry.TagAsync(Sample.Name, tag, first.Descriptor, cancellationToken: Sample.Cancellation);

        var tags = await registry.ListAsync(Sample.Name, Sample.Cancellation);

        Assert.Equal(["0.1.0", "0.1.9", "0.1.10", "01.2.3", "9.9", "champion"], tags.Select(tag => tag.Tag));
        Assert.Equal("0.1.11", await registry.NextVersionAsync(Sample.Name, Sample.Cancellation));
    }

    [Fact]
    public async Task The_number_of_a_removed_version_is_never_given_again()
    {
        var (registry, _) = await Sample.RegistryAsync(_temp);
        var second = await Sample.PushAsync(_temp, registry, "another model");

        await registry.UntagAsync(Sample.Name, second.Tag, cancellationToken: Sample.Cancellation);
        var third = await Sample.PushAsync(_temp, registry, "a third model");

        Assert.Equal(["0.1.0", "0.1.2"], (await registry.ListAsync(Sample.Name, Sample.Cancellation)).Select(tag => tag.Tag));
        Assert.Equal("0.1.2", third.Tag);
    }

    [Fact]
    public async Task A_copy_without_a_tag_is_kept_until_a_tag_takes_its_place()
    {
        var (package, manifest) = await Sample.PackageAsync(_temp);
        var registry = OciLayout.Open(_temp.File("registry"));

        await registry.CopyFromAsync(package, manifest.Digest.ToString(), Sample.Cancellation);
        var kept = await registry.CollectGarbageAsync(cancellationToken: Sample.Cancellation);
        await registry.TagAsync(Sample.Name, "champion", manifest, cancellationToken: Sample.Cancellation);
        await registry.UntagAsync(Sample.Name, "champion", cancellationToken: Sample.Cancellation);
        var removed = await registry.CollectGarbageAsync(cancellationToken: Sample.Cancellation);

        Assert.Equal((0, 3), (kept.Removed.Length, kept.Kept));
        Assert.Equal((3, 0), (removed.Removed.Length, removed.Kept));
    }

    [Fact]
    public async Task A_reference_that_is_not_there_is_refused_with_the_known_ones()
    {
        var (registry, pushed) = await Sample.RegistryAsync(_temp);
        var other = OciLayout.Open(_temp.File("other"));

        var unknown = await Sample.RefusedAsync(() => other.CopyFromAsync(registry, "credit-scoring:0.2.0", Sample.Cancellation));
        var empty = await Sample.RefusedAsync(() => registry.CopyFromAsync(other, "credit-scoring:0.1.0", Sample.Cancellation));
        var copied = await other.CopyFromAsync(registry, $"credit-scoring@{pushed.Descriptor.Digest}", Sample.Cancellation);

        Assert.Equal($"REG104: 'credit-scoring:0.2.0' is not in {registry.Root}. Known are: credit-scoring:0.1.0.", unknown.Message);
        Assert.Equal($"REG104: 'credit-scoring:0.1.0' is not in {other.Root}. The layout is empty: push a package first.", empty.Message);
        Assert.Equal(pushed.Descriptor.Digest, copied.Digest);
    }
}

namespace MLOpsBuild.Registry.Tests;

public sealed class PushTests : IDisposable
{
    private readonly TempFolder _temp = new();

    public void Dispose() => _temp.Dispose();

    [Fact]
    public async Task A_pushed_package_is_found_by_version_and_by_digest_and_unpacks_to_the_same_files()
    {
        var (registry, pushed) = await Sample.RegistryAsync(_temp);

        var byTag = await registry.FindAsync(Sample.Name, "0.1.0", Sample.Cancellation);
        var byDigest = await registry.FindAsync(Sample.Name, pushed.Descriptor.Digest.ToString(), Sample.Cancellation);
        var config = await registry.UnpackAsync(byTag!, _temp["unpacked"], Sample.Cancellation);

        Assert.Equal("credit-scoring:0.1.0", pushed.ToString());
        Assert.Equal(pushed.Descriptor.Digest, byTag!.Digest);
        Assert.Equal(pushed.Descriptor.Digest, byDigest!.Digest);
        Assert.Equal(["model.zip", "schema/columns.json"], config.Files.Select(file => file.Name));
        Assert.Equal("a model", await File.ReadAllTextAsync(_temp["unpacked", "model.zip"], Sample.Cancellation));
        Assert.Equal("[]", await File.ReadAllTextAsync(_temp["unpacked", "schema", "columns.json"], Sample.Cancellation));
        Assert.Equal(["unpacked"], Directory.EnumerateFileSystemEntries(_temp.Root, "*unpack*").Select(Path.GetFileName));
    }

    [Fact]
    public async Task A_digest_that_was_pushed_keeps_its_version_and_a_new_one_gets_the_next_patch()
    {
        var (registry, first) = await Sample.RegistryAsync(_temp);
        var (other, _) = await Sample.PackageAsync(_temp, "another model", "other");
        var otherDigest = (await ModelPackage.FindAsync(_temp["other"], Sample.Cancellation)).Digest.ToString();

        var again = await registry.PushAsync(OciLayout.Open(_temp["package"]), first.Descriptor.Digest.ToString(), Sample.Name, Sample.Cancellation);
        var second = await registry.PushAsync(other, otherDigest, Sample.Name, Sample.Cancellation);

        Assert.Equal(["0.1.0", "0.1.0", "0.1.1"], [first.Tag, again.Tag, second.Tag]);
        Assert.Equal("0.1.2", await registry.NextVersionAsync(Sample.Name, Sample.Cancellation));
        Assert.Equal("0.1.0", await registry.NextVersionAsync("customer-churn", Sample.Cancellation));
    }
}

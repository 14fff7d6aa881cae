using MLOpsBuild.Testing;

namespace MLOpsBuild.Registry.Tests;

public sealed class UnpackTests : IDisposable
{
    private readonly TemporaryFolder _temp = new();

    public void Dispose() => _temp.Dispose();

    [Fact]
    public async Task A_folder_that_exists_is_never_unpacked_over()
    {
        var (registry, pushed) = await Sample.RegistryAsync(_temp);
        _temp.Write("release/mine.txt", "mine");

        var refused = await Sample.RefusedAsync(() => registry.UnpackAsync(pushed.Descriptor, _temp.File("release"), Sample.Cancellation));

        Assert.Equal($"REG405: {_temp.File("release")} exists already. Unpack into a folder that does not exist, or remove this one first.", refused.Message);
        Assert.Equal(["mine.txt"], Directory.EnumerateFiles(_temp.File("release")).Select(Path.GetFileName));
    }

    [Fact]
    public async Task The_leftovers_of_a_killed_process_are_removed_and_a_living_one_is_left_alone()
    {
        var (registry, pushed) = await Sample.RegistryAsync(_temp);
        _temp.Write("releases/.0.1.0.unpacking-dead/lock", "");
        _temp.Write("releases/.0.1.0.unpacking-dead/content/model.zip", "a mo");
        var living = _temp.Write("releases/.0.1.0.unpacking-living/lock", "");

        await using (await FileLock.ExclusiveAsync(living, new LayoutOptions(), Sample.Cancellation))
            await registry.UnpackAsync(pushed.Descriptor, _temp.File("releases", "0.1.0"), Sample.Cancellation);

        Assert.Equal([".0.1.0.unpacking-living", "0.1.0"], Directory.EnumerateFileSystemEntries(_temp.File("releases")).Select(Path.GetFileName).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task A_cancelled_unpack_leaves_nothing()
    {
        var (registry, pushed) = await Sample.RegistryAsync(_temp);
        using var cancelled = new CancellationTokenSource();
        await cancelled.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => registry.UnpackAsync(pushed.Descriptor, _temp.File("release"), cancelled.Token));

        Assert.DoesNotContain(Directory.EnumerateFileSystemEntries(_temp.Path), path => path.Contains("release", StringComparison.Ordinal));
    }

    [Fact]
    public async Task The_config_tells_pipeline_task_properties_and_files_without_unpacking()
    {
        _temp.Write("content/model.zip", "a model");
        var config = Sample.Config with { Properties = Sample.Config.Properties.Add("runtime", "linux-x64") };
        var manifest = await ModelPackage.WriteAsync(_temp.File("content"), config, _temp.File("package"), Sample.Cancellation);

        var read = await OciLayout.Open(_temp.File("package")).ReadConfigAsync(manifest, Sample.Cancellation);

        Assert.Equal((1, Sample.Name, "binary-classification", "linux-x64"), (read.FormatVersion, read.Pipeline, read.Task, read.Properties["runtime"]));
        Assert.Equal([new PackageFile("model.zip", 7, Digest.OfBytes("a model"u8))], read.Files);
    }
}

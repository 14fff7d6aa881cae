using MLOpsBuild.Testing;

namespace MLOpsBuild.Registry.Tests;

/// <summary>Alone, because it reads what the whole process allocates.</summary>
[CollectionDefinition(nameof(LargePackageTests), DisableParallelization = true)]
public sealed class RunsAlone;

[Collection(nameof(LargePackageTests))]
public sealed class LargePackageTests(SharedRegistry shared) : IDisposable
{
    private const int Megabyte = 1024 * 1024;

    private readonly TemporaryFolder _temp = new();

    public void Dispose() => _temp.Dispose();

    [Fact]
    public async Task A_package_of_200_MB_is_written_pushed_verified_and_unpacked_in_bounded_memory()
    {
        await WriteAsync(_temp.Write("content/model.zip", ""), 200);
        var registry = OciLayout.Open(_temp.File("registry"));
        var before = GC.GetTotalAllocatedBytes(precise: true);

        var manifest = await ModelPackage.WriteAsync(_temp.File("content"), Sample.Config, _temp.File("package"), Sample.Cancellation);
        var pushed = await registry.PushAsync(OciLayout.Open(_temp.File("package")), manifest.Digest.ToString(), Sample.Name, Sample.Cancellation);
        await registry.VerifyAsync(pushed.Descriptor, Sample.Cancellation);
        await registry.UnpackAsync(pushed.Descriptor, _temp.File("unpacked"), Sample.Cancellation);

        var allocated = GC.GetTotalAllocatedBytes(precise: true) - before;
        Assert.InRange(allocated, 0, 20 * Megabyte);
        Assert.Equal(200 * Megabyte, new FileInfo(_temp.File("unpacked", "model.zip")).Length);
    }

    [Fact]
    public async Task A_package_of_200_MB_goes_to_a_registry_and_comes_back_in_bounded_memory()
    {
        await WriteAsync(_temp.Write("content/model.zip", ""), 200);
        var manifest = await ModelPackage.WriteAsync(_temp.File("content"), Sample.Config, _temp.File("package"), Sample.Cancellation);
        using var remote = await shared.ConnectAsync();
        var before = GC.GetTotalAllocatedBytes(precise: true);

        await remote.PushAsync(OciLayout.Open(_temp.File("package")), manifest.Digest.ToString(), Sample.Name, "0.1.0", cancellationToken: Sample.Cancellation);
        var pulled = await remote.PullAsync(OciLayout.Open(_temp.File("pulled")), Sample.Name, "0.1.0", Sample.Cancellation);

        var allocated = GC.GetTotalAllocatedBytes(precise: true) - before;
        Assert.InRange(allocated, 0, 20 * Megabyte);
        Assert.Equal(manifest.Digest, pulled.Digest);
    }

    private static async Task WriteAsync(string path, int megabytes)
    {
        var random = new Random(7);
        var piece = new byte[Megabyte];
        await using var file = File.OpenWrite(path);
        for (var at = 0; at < megabytes; at++)
        {
            random.NextBytes(piece);
            await file.WriteAsync(piece);
        }
    }
}

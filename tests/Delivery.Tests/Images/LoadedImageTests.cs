using MLOpsBuild.Emitters.Tests;
using MLOpsBuild.Testing;

namespace MLOpsBuild.Delivery.Tests;

/// <summary>A daemonless image in a Docker engine.</summary>
public sealed class LoadedImageTests(Releases releases) : IDisposable
{
    private readonly TemporaryFolder _temp = new();

    public void Dispose() => _temp.Dispose();

    [Fact]
    public async Task The_engine_loads_the_image_and_its_server_answers_known_rows_without_root()
    {
        await DockerEngine.RequireAsync();
        var order = new ImageOrder(Directory.CreateDirectory(_temp.File("work")).FullName, await ImageBases.RealAsync(_temp.File("base")), Releases.ServerFolder, releases.First);
        await order.BuildAsync();
        var archive = _temp.File("image.tar");
        await ExportAsync(order, archive);

        var loaded = await DockerEngine.RunAsync("load", "--input", archive);
        Assert.EndsWith("Loaded image: mlops-image-test:0.1.0", loaded, StringComparison.Ordinal);
        await using var container = await ServerInContainer.StartAsync("mlops-image-loaded", "mlops-image-test:0.1.0");
        Assert.Equal(("0.1.0", releases.Probability), await container.AskAsync(releases.Row));
        Assert.Equal("10001", await DockerEngine.RunAsync("exec", container.Name, "id", "-u"));
        Assert.Equal(releases.First.Digest, await DockerEngine.RunAsync("inspect", "--format", "{{index .Config.Labels \"vnd.mlopsbuild.package\"}}", container.Name));
    }

    private static async Task ExportAsync(ImageOrder order, string file)
    {
        var manifest = await order.Images.FindAsync(Releases.Pipeline, order.Release.Version, TestContext.Current.CancellationToken);
        await using var stream = File.Create(file);
        await DockerArchive.WriteAsync(order.Images, manifest!, $"mlops-image-test:{order.Release.Version}", stream, TestContext.Current.CancellationToken);
    }
}

using MLOpsBuild.Registry;
using MLOpsBuild.Testing;

namespace MLOpsBuild.Delivery.Tests;

/// <summary>Images on their way to and from a real registry.</summary>
public sealed class ImagePushTests(Releases releases) : IDisposable
{
    private const string Pipeline = Releases.Pipeline;

    private readonly TemporaryFolder _temp = new();

    public void Dispose() => _temp.Dispose();

    [Fact]
    public async Task Of_a_new_model_only_its_layer_configuration_and_manifest_are_sent()
    {
        await using var registry = await DockerRegistry.StartAsync();
        var image = $"{registry.Host}/models/{Pipeline}-server";
        var first = await BuildAsync(releases.First);
        var whole = await PushAsync(releases.First, image);
        Assert.Equal((6, 0), (whole.Sent, whole.Present)); // base, runtime, server, model; configuration and manifest

        var second = await BuildAsync(releases.Second);
        var model = await PushAsync(releases.Second, image);

        Assert.Equal((3, 3), (model.Sent, model.Present));
        Assert.True(model.SentBytes < 0.02 * whole.SentBytes, $"{model.SentBytes} bytes of a model beside {whole.SentBytes} of the whole");
        var digests = await Shell.RunAsync(Services.Require("skopeo"), "inspect", "--tls-verify=false", "--format", "{{.Digest}}", $"docker://{image}:{releases.Second.Version}");
        Assert.Equal((second.Digest, model.Descriptor.Digest.ToString()), (digests.Trim(), second.Digest));
        Assert.NotEqual(first.Digest, second.Digest);
        Assert.Equal(0, (await PushAsync(releases.Second, image)).Sent);
    }

    [Fact]
    public async Task A_base_is_pulled_by_its_digest_and_once_and_its_layers_are_not_sent_back()
    {
        var layout = await ImageBases.SmallAsync(_temp.File("base"), DotnetRuntime.Architecture);
        var digest = layout.Split('@')[1];
        ImageResult pulled;
        await using (var registry = await DockerRegistry.StartAsync())
        {
            using (var remote = RemoteRegistry.Connect(registry.Host))
                await remote.PushAsync(OciLayout.Open(_temp.File("base")), digest, "base", cancellationToken: Cancellation);
            var text = $"docker://{registry.Host}/base@{digest}";
            pulled = await BuildAsync(releases.First, text);
            var pushed = await PushAsync(releases.First, $"{registry.Host}/models/credit", text);
            Assert.Equal((1, 5, 0), (pushed.Mounted, pushed.Sent, pushed.Present)); // the base's layer; runtime, server, model, configuration and manifest
            await registry.StopAsync();
            Assert.Equal(pulled.Digest, (await BuildAsync(releases.First, text)).Digest);
        }

        var order = new ImageOrder(Directory.CreateDirectory(_temp.File("other")).FullName, layout, Releases.ServerFolder, releases.First);
        Assert.Equal(pulled.Digest, (await order.BuildAsync()).Digest);
    }

    [Fact]
    public async Task An_image_that_is_not_there_or_has_no_registry_is_told()
    {
        var pusher = new ImagePusher(OciLayout.Open(_temp.File("images")), _ => { });
        Assert.Equal(
            "DEL637: no image of credit-scoring 0.1.0 is in .mlops/images or in a Docker engine. Make it first: ./build.sh Image --pipeline credit-scoring --release 0.1.0.",
            (await Refused.ByAsync(() => pusher.PushAsync(Pipeline, "0.1.0", "registry.example/credit", null, Cancellation))).Message);
        Assert.Equal(
            "DEL637: the image of credit-scoring is called 'models/credit', which names no registry to push it to. Name one in the definition: .Push(to => to.Registry(\"registry.example/models\")), or .Docker(docker => docker.Image(\"registry.example/models/credit\")).",
            (await Refused.ByAsync(() => pusher.PushAsync(Pipeline, "0.1.0", "models/credit", null, Cancellation))).Message);
    }

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    private async Task<ImageResult> BuildAsync(Release release, string? text = null) =>
        await new ImageOrder(Directory.CreateDirectory(_temp.File("work")).FullName, text ?? await ImageBases.SmallAsync(_temp.File("small"), DotnetRuntime.Architecture), Releases.ServerFolder, release).BuildAsync();

    private Task<PushReport> PushAsync(Release release, string image, string? baseImage = null) =>
        new ImagePusher(OciLayout.Open(_temp.File("work", "images")), _ => { }).PushAsync(Pipeline, release.Version, image, baseImage, Cancellation);
}

using System.Formats.Tar;
using MLOpsBuild.Emitters.Tests;
using MLOpsBuild.Registry;
using MLOpsBuild.Testing;

namespace MLOpsBuild.Delivery.Tests;

/// <summary>Images of a Docker engine on their way to a real registry that asks for a password.</summary>
public sealed class EnginePushTests : IDisposable
{
    private const string Pipeline = "credit-scoring";
    private const string Version = "0.1.0";
    private const string Secret = DockerRegistrySettings.Password;
    private static readonly Digest Package = Digest.Parse("sha256:" + new string('a', 64));

    private readonly TemporaryFolder _temp = new();
    private readonly List<string> _said = [];

    public void Dispose() => _temp.Dispose();

    [Fact]
    public async Task An_image_is_pushed_with_the_registry_s_password_and_once()
    {
        await using var registry = await StartAsync();
        var image = $"{registry.Host}/models/server";
        await ImportAsync(image);

        var first = await PushAsync(image);
        Assert.Equal((1, 0), (first.Sent, first.Present));
        Assert.Equal(await DockerEngine.RunAsync("image", "inspect", "--format", "{{index .RepoDigests 0}}", $"{image}:{Version}"), $"{image}@{first.Manifest.Digest}");
        Assert.Equal(first.Manifest.Digest.ToString(), (await Shell.RunAsync(Services.Require("skopeo"), "inspect", "--tls-verify=false", "--creds", $"{DockerRegistrySettings.Username}:{Secret}", "--format", "{{.Digest}}", $"docker://{image}:{Version}")).Trim());
        Assert.Contains(_said, line => line.EndsWith(": Pushed", StringComparison.Ordinal));
        Assert.All(_said, line => Assert.DoesNotContain(Secret, line, StringComparison.Ordinal));

        var again = await PushAsync(image);
        Assert.Equal((first.Manifest.Digest, 0, 1), (again.Manifest.Digest, again.Sent, again.Present));
        await DockerEngine.RunAsync("image", "rm", $"{image}:{Version}");
    }

    [Fact]
    public async Task A_version_never_becomes_another_image()
    {
        await using var registry = await StartAsync();
        var image = $"{registry.Host}/models/server";
        await ImportAsync(image);
        var first = await PushAsync(image);
        await ImportAsync(image);
        var built = await DockerEngine.RunAsync("image", "inspect", "--format", "{{.Id}}", $"{image}:{Version}");
        Assert.Equal(
            $"DEL638: {image}:{Version} is {first.Manifest.Digest} in the registry, and the Docker engine's image {built} is another one. The image of a version never becomes another: deploy what is there, or push a new release. An engine makes another image each time it builds; ./build.sh Image --daemonless makes the same one.",
            (await Refused.ByAsync(() => PushAsync(image))).Message);
        await DockerEngine.RunAsync("image", "rm", $"{image}:{Version}");
    }

    [Fact]
    public async Task An_image_that_is_not_there_or_is_of_another_package_is_told()
    {
        await DockerEngine.RequireAsync();
        const string image = "localhost:1/models/server";
        Assert.Equal(
            "DEL637: no image of credit-scoring 0.1.0 is in .mlops/images or in a Docker engine. Make it first: ./build.sh Image --pipeline credit-scoring --release 0.1.0.",
            (await Refused.ByAsync(() => PushAsync(image))).Message);
        await ImportAsync(image, label: "sha256:" + new string('b', 64));
        Assert.Equal(
            $"DEL637: the Docker engine's image {image}:{Version} was not made of the release's package {Package}. Make it again by ./build.sh Image, or remove it from the engine.",
            (await Refused.ByAsync(() => PushAsync(image))).Message);
        await DockerEngine.RunAsync("image", "rm", $"{image}:{Version}");
        Assert.StartsWith("DEL637: the image of credit-scoring is called 'models/server', which names no registry", (await Refused.ByAsync(() => PushAsync("models/server"))).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_wrong_password_is_refused_and_not_told()
    {
        await using var registry = await StartAsync();
        var image = $"{registry.Host}/models/server";
        await ImportAsync(image);
        var refused = await Assert.ThrowsAsync<RegistryException>(() => PushAsync(image, new(DockerRegistrySettings.Username, "not the password")));
        Assert.All(_said.Append(refused.ToString()), text => Assert.DoesNotContain("not the password", text, StringComparison.Ordinal));
        await DockerEngine.RunAsync("image", "rm", $"{image}:{Version}");
    }

    [Fact]
    public async Task A_registry_that_takes_nothing_is_told_in_the_engine_s_words()
    {
        await using var registry = await StartAsync(readOnly: true);
        var image = $"{registry.Host}/models/server";
        await ImportAsync(image);
        var refused = await Refused.ByAsync(() => PushAsync(image));
        Assert.Equal((DeliveryCodes.ImagePushFailed, DeliveryFault.Environment), (refused.Code, refused.Fault));
        Assert.StartsWith($"DEL639: the Docker engine could not push {image}:{Version}: ", refused.Message, StringComparison.Ordinal);
        Assert.Contains("405", refused.Message, StringComparison.Ordinal);
        await DockerEngine.RunAsync("image", "rm", $"{image}:{Version}");
    }

    [Fact]
    public async Task An_engine_that_goes_away_in_mid_push_is_told()
    {
        await using var registry = await StartAsync();
        var image = $"{registry.Host}/models/server";
        await ImportAsync(image, size: 64 * 1024 * 1024);
        using var proxy = EngineProxy.OnSocket(_temp.File("engine.sock"));
        var options = new EngineOptions { Host = "unix://" + _temp.File("engine.sock").Replace(" ", "%20", StringComparison.Ordinal) };
        var refused = await Refused.ByAsync(() => PushAsync(image, engine: options, log: line =>
        {
            if (line.Contains(": Pushing", StringComparison.Ordinal))
                proxy.Cut();
        }));
        Assert.Equal((DeliveryCodes.EngineLost, DeliveryFault.Environment), (refused.Code, refused.Fault));
        Assert.StartsWith($"DEL634: the Docker engine at {new Uri(options.Host)} went away while it pushed {image}:{Version}", refused.Message, StringComparison.Ordinal);
        await DockerEngine.RunAsync("image", "rm", $"{image}:{Version}");
    }

    private async Task<DockerRegistry> StartAsync(bool readOnly = false)
    {
        await DockerEngine.RequireAsync();
        await File.WriteAllTextAsync(_temp.File("htpasswd"), DockerRegistrySettings.HtpasswdLine, TestContext.Current.CancellationToken);
        return await DockerRegistry.StartAsync(new() { HtpasswdFile = _temp.File("htpasswd"), ReadOnly = readOnly });
    }

    private Task<EnginePush> PushAsync(string image, RegistryCredentials? credentials = null, EngineOptions? engine = null, Action<string>? log = null)
    {
        var registry = new RemoteOptions
        {
            Credentials = CredentialSources.Fixed(credentials ?? new(DockerRegistrySettings.Username, Secret)),
            Log = line =>
            {
                _said.Add(line);
                log?.Invoke(line);
            },
        };
        return new EngineImagePusher(engine ?? new(), registry).PushAsync(Pipeline, Version, image, Package, TestContext.Current.CancellationToken);
    }

    /// <summary>An image of one layer with a random file, which bears the label of a package.</summary>
    private async Task ImportAsync(string image, string? label = null, int size = 1024)
    {
        var content = new byte[size];
        Random.Shared.NextBytes(content);
        await using (var tar = new TarWriter(File.Create(_temp.File("layer.tar"))))
            await tar.WriteEntryAsync(new PaxTarEntry(TarEntryType.RegularFile, "content") { DataStream = new MemoryStream(content) }, TestContext.Current.CancellationToken);
        await DockerEngine.RunAsync("import", "--change", $"LABEL {ImageLabels.Package}={label ?? Package.ToString()}", _temp.File("layer.tar"), $"{image}:{Version}");
    }
}

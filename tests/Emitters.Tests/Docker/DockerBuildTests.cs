using System.Net.Http.Json;
using System.Text.Json.Nodes;
using CliWrap;
using CliWrap.Buffered;
using MLOpsBuild.Testing;

namespace MLOpsBuild.Emitters.Tests;

/// <summary>The Dockerfile of a shipped pipeline is built by the classic builder, and its image run as it is meant to be.</summary>
public sealed class DockerBuildTests
{
    private const string Pipeline = "breast-cancer";
    private const string Image = "mlopsbuild-test-model";

    [Fact]
    public async Task An_image_serves_the_model_without_root_on_a_read_only_file_system()
    {
        await DockerEngine.RequireAsync();
        using var folder = new TemporaryFolder();
        var checkout = await PackagedAsync(folder);
        var dockerfile = Path.Combine(checkout, "pipelines", Pipeline, "Dockerfile");
        File.Copy(dockerfile + ".dockerignore", Path.Combine(checkout, ".dockerignore"));
        var digest = (string)JsonNode.Parse(await File.ReadAllTextAsync(Path.Combine(checkout, "artifacts", Pipeline, "package", "oci", "index.json"), TestContext.Current.CancellationToken))!["manifests"]![0]!["digest"]!;

        var other = await BuildAsync(dockerfile, checkout, "DIGEST=sha256:" + new string('0', 64));
        Assert.Contains("returned a non-zero code", other.StandardError, StringComparison.Ordinal);
        var built = await BuildAsync(dockerfile, checkout, "DIGEST=" + digest, "RELEASE=1.2.3", "REVISION=abc");
        Assert.True(built.ExitCode == 0, built.StandardOutput + built.StandardError);

        var labels = JsonNode.Parse(await DockerEngine.RunAsync("image", "inspect", "--format", "{{json .Config.Labels}}", Image))!;
        Assert.Equal(["The model breast-cancer and its server", "abc", Pipeline, "1.2.3"], labels.AsObject().OrderBy(label => label.Key).Select(label => (string)label.Value!));

        var container = await DockerEngine.RunAsync(["run", "--detach", "--read-only", "--tmpfs", "/tmp", "--cap-drop", "ALL", "--security-opt", "no-new-privileges", "--memory", "512m", "--health-interval", "1s", "--publish", "127.0.0.1::8080", Image, .. Manifests.ServerArguments(kubernetes => kubernetes.Drain(1.Seconds()))]);
        try
        {
            var health = await DockerEngine.HealthAsync(container);
            Assert.True(health == "health_status: healthy", $"{health}\n{(await DockerEngine.TryAsync("logs", container)).StandardOutput}");
            var address = await DockerEngine.RunAsync("port", container, "8080");
            using var client = new HttpClient { BaseAddress = new($"http://{address.Split('\n')[0]}/") };
            var model = await client.GetFromJsonAsync<JsonNode>(new Uri($"v2/models/{Pipeline}", UriKind.Relative), TestContext.Current.CancellationToken);
            Assert.Equal("1.2.3", (string)model!["versions"]![0]!);
            Assert.Equal("10001", await DockerEngine.RunAsync("exec", container, "id", "-u"));
            Assert.NotEqual(0, (await DockerEngine.TryAsync("exec", container, "touch", "/app/model/x")).ExitCode);
            await DockerEngine.RunAsync("stop", "--time", "30", container);
            Assert.Equal("0", await DockerEngine.RunAsync("inspect", "--format", "{{.State.ExitCode}}", container));
        }
        finally
        {
            await DockerEngine.RunAsync("rm", "--force", container);
        }
    }

    private static async Task<BufferedCommandResult> BuildAsync(string dockerfile, string context, params string[] arguments) => await DockerEngine.TryAsync(
        ["build", "--file", dockerfile, "--tag", Image, "--build-arg", "BASE=" + DockerEngine.Base, .. arguments.SelectMany(argument => new[] { "--build-arg", argument }), context]);

    /// <summary>A clone in which the model is packaged.</summary>
    private static async Task<string> PackagedAsync(TemporaryFolder folder)
    {
        var checkout = folder.File("checkout");
        await RealRepository.CloneAsync(await RealRepository.CommitAsync(folder), checkout, Repository.Root);
        var run = await Cli.Wrap(Path.Combine(checkout, "build.sh")).WithWorkingDirectory(checkout)
            .WithArguments(["Package", "--pipeline", Pipeline])
            .WithValidation(CommandResultValidation.None)
            .ExecuteBufferedAsync(TestContext.Current.CancellationToken);
        Assert.True(run.ExitCode == 0, run.StandardOutput + run.StandardError);
        return checkout;
    }
}

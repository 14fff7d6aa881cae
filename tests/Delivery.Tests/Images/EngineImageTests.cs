using System.Formats.Tar;
using System.Runtime.InteropServices;
using MLOpsBuild.Emitters.Tests;
using MLOpsBuild.Testing;

namespace MLOpsBuild.Delivery.Tests;

/// <summary>Images that a Docker engine builds from the generated Dockerfile.</summary>
public sealed class EngineImageTests(Releases releases) : IDisposable
{
    private const string Image = "mlops-image-engine";

    private readonly TemporaryFolder _temp = new();
    private readonly List<string> _said = [];

    public void Dispose() => _temp.Dispose();

    [Fact]
    public async Task An_image_serves_its_release_and_the_next_one_builds_from_its_model_on()
    {
        await DockerEngine.RequireAsync();
        var first = await BuildAsync(releases.First, Repository.Root);
        Assert.Equal(await DockerEngine.RunAsync("image", "inspect", "--format", "{{.Id}} {{.Size}}", first.Reference), $"{first.Digest} {first.Size}");
        Assert.StartsWith("Step 1/", _said[0], StringComparison.Ordinal);
        Assert.Contains($"Successfully tagged {first.Reference}", _said);
        await using (var container = await ServerInContainer.StartAsync("mlops-image-built", first.Reference))
            Assert.Equal((releases.First.Version, releases.Probability), await container.AskAsync(releases.Row));
        Assert.Equal(
            $"{releases.First.Digest} {releases.First.Version} abc {DockerEngine.Base}",
            await DockerEngine.RunAsync("image", "inspect", "--format", "{{index .Config.Labels \"vnd.mlopsbuild.package\"}} {{index .Config.Labels \"org.opencontainers.image.version\"}} {{index .Config.Labels \"org.opencontainers.image.revision\"}} {{index .Config.Labels \"org.opencontainers.image.base.name\"}}", first.Reference));

        var second = await BuildAsync(releases.Second, Repository.Root);
        var made = second.Parts.Where(part => !part.Reused).Select(part => part.Name).ToArray();
        Assert.DoesNotContain(made, step => step.Contains("MLOpsBuild.Serving/release", StringComparison.Ordinal));
        Assert.Contains(made, step => step.StartsWith("COPY --from=model", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("ARG BASE=\"registry.example/aspnet:10.0@sha256:0123\"\n", null, "registry.example/aspnet:10.0 sha256:0123")]
    [InlineData("ARG BASE=registry.example/aspnet:10.0\n", null, "registry.example/aspnet:10.0")]
    [InlineData("ARG BASE=\"registry.example/aspnet:10.0\"\n", "registry.example/own@sha256:4567", "registry.example/own sha256:4567")]
    public async Task An_image_names_its_base_by_name_and_digest(string dockerfile, string? given, string expected)
    {
        var context = await BuildContext.OfAsync(await ImageOrder.RequestAsync(releases.First, Releases.ServerFolder), Checkout(dockerfile), Cancellation);
        Assert.Equal(expected, string.Join(' ', ImageLabels.OfBase(given ?? context.Base!).Select(label => label.Value)));
    }

    [Fact]
    public async Task A_step_that_fails_is_named_with_its_line_and_what_it_said()
    {
        await DockerEngine.RequireAsync();
        var root = Checkout("FROM ${BASE}\nRUN echo to be >&2 \\\n    && echo or not to be >&2 \\\n    && exit 3\n");
        var refused = await Refused.ByAsync(() => BuildAsync(releases.First, root));
        Assert.Equal(DeliveryFault.Failed, refused.Fault);
        Assert.Equal(
            $"DEL633: the build of {Image}:{releases.First.Version} failed in step 3 of 5, pipelines/credit-scoring/Dockerfile:4 `RUN echo to be >&2     && echo or not to be >&2     && exit 3`: The command '/bin/sh -c echo to be >&2     && echo or not to be >&2     && exit 3' returned a non-zero code: 3. Mend what this step needs and build again; the steps before it are kept by the engine.\n    to be\n    or not to be",
            refused.Message);
    }

    [Fact]
    public async Task A_base_that_cannot_be_had_is_told_where_it_is_wanted()
    {
        await DockerEngine.RequireAsync();
        var refused = await Refused.ByAsync(() => BuildAsync(releases.First, Checkout("FROM localhost:1/none\n")));
        Assert.StartsWith($"DEL633: the build of {Image}:{releases.First.Version} failed in step 2 of 4, pipelines/credit-scoring/Dockerfile:3 `FROM localhost:1/none`: ", refused.Message, StringComparison.Ordinal);
        Assert.Contains("connection refused.", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_Dockerfile_that_the_engine_cannot_read_is_told()
    {
        await DockerEngine.RequireAsync();
        var refused = await Refused.ByAsync(() => BuildAsync(releases.First, Checkout("FORM ${BASE}\n")));
        Assert.StartsWith($"DEL633: the build of {Image}:{releases.First.Version} failed before its first step (pipelines/credit-scoring/Dockerfile): ", refused.Message, StringComparison.Ordinal);
        Assert.Contains("FORM", refused.Message, StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public async Task The_engine_gets_the_releases_package_and_a_trimmed_server_whatever_the_checkout_holds()
    {
        var request = await ImageOrder.RequestAsync(releases.Second, Releases.ServerFolder);
        await using var archive = (await BuildContext.OfAsync(request, Repository.Root, Cancellation)).Open(Cancellation);
        var names = new List<string>();
        await using var reader = new TarReader(archive);
        while (await reader.GetNextEntryAsync(copyData: false, Cancellation) is { } entry)
            names.Add(entry.Name);
        Assert.Contains($"artifacts/credit-scoring/package/oci/blobs/sha256/{request.Package.Digest.Hex}", names);
        Assert.Contains(".build/own/bin/MLOpsBuild.Serving/release/MLOpsBuild.Serving.dll", names);
        Assert.DoesNotContain(names, name => name.EndsWith(".pdb", StringComparison.Ordinal));
        string[] systems = ["any", "unix", "linux", .. new[] { "unix", "linux", "linux-musl" }.Select(system => $"{system}-{RuntimeInformation.ProcessArchitecture.ToString().ToLowerInvariant()}")];
        var runtimes = names.Where(name => name.Contains("/runtimes/", StringComparison.Ordinal) && !name.EndsWith('/')).Select(name => name.Split("/runtimes/")[1].Split('/')[0]).ToArray();
        Assert.NotEmpty(runtimes);
        Assert.All(runtimes, runtime => Assert.Contains(runtime, systems));
        Assert.Equal(5, names.Count(name => name.StartsWith("artifacts/credit-scoring/package/oci/", StringComparison.Ordinal) && !name.EndsWith('/')));
    }

    [Fact]
    public async Task An_engine_that_goes_away_in_mid_build_is_told_and_nothing_is_tagged()
    {
        await DockerEngine.RequireAsync();
        using var proxy = EngineProxy.OnSocket(_temp.File("engine.sock"));
        var options = new EngineOptions { Host = "unix://" + _temp.File("engine.sock").Replace(" ", "%20", StringComparison.Ordinal) };
        var root = Checkout("FROM ${BASE}\nRUN echo it runs && sleep infinity\n");
        var refused = await Refused.ByAsync(() => BuildAsync(releases.Third, root, options, line =>
        {
            if (line == "it runs")
                proxy.Cut();
        }));
        Assert.Equal((DeliveryCodes.EngineLost, DeliveryFault.Environment), (refused.Code, refused.Fault));
        Assert.StartsWith($"DEL634: the Docker engine at {new Uri(options.Host)} went away while it built {Image}:{releases.Third.Version}, in step 3 of 5, pipelines/credit-scoring/Dockerfile:4 `RUN echo it runs && sleep infinity`", refused.Message, StringComparison.Ordinal);
        Assert.NotEqual(0, (await DockerEngine.TryAsync("image", "inspect", $"{Image}:{releases.Third.Version}")).ExitCode);
        await EndsAsync();
    }

    [Fact]
    public async Task A_build_that_is_cancelled_ends_in_the_engine_too()
    {
        await DockerEngine.RequireAsync();
        using var stop = new CancellationTokenSource();
        var root = Checkout("FROM ${BASE}\nRUN echo it runs && sleep infinity\n");
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => BuildAsync(releases.Third, root, new(), line =>
        {
            if (line == "it runs")
                stop.Cancel();
        }, stop.Token));
        await EndsAsync();
    }

    [Fact]
    public async Task An_ignore_file_that_was_edited_is_refused()
    {
        var root = Checkout("FROM ${BASE}\n");
        await File.WriteAllTextAsync(Path.Combine(root, "pipelines", "credit-scoring", "Dockerfile.dockerignore"), "**\n!artifacts\nsecrets\n", Cancellation);
        Assert.Equal(
            "DEL635: 'pipelines/credit-scoring/Dockerfile.dockerignore' has the line 'secrets', where only paths to let through are expected. Write it by ./build.sh Generate.",
            (await Refused.ByAsync(() => BuildAsync(releases.First, root))).Message);
    }

    [Fact]
    public async Task A_checkout_without_a_Dockerfile_is_told_to_generate_it() => Assert.Equal(
        "DEL635: 'pipelines/credit-scoring/Dockerfile' is missing. Write it by ./build.sh Generate.",
        (await Refused.ByAsync(() => BuildAsync(releases.First, _temp.Path))).Message);

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    private async Task<ImageResult> BuildAsync(Release release, string root, EngineOptions? options = null, Action<string>? log = null, CancellationToken? cancellation = null)
    {
        var request = await ImageOrder.RequestAsync(release, Releases.ServerFolder);
        return await new EngineImageBuilder(options ?? new(), root).BuildAsync(request with { Reference = $"{Image}:{release.Version}", Revision = "abc" }, DockerEngine.Base, line =>
        {
            _said.Add(line);
            log?.Invoke(line);
        }, cancellation ?? Cancellation);
    }

    /// <summary>A checkout whose Dockerfile is another one.</summary>
    private string Checkout(string dockerfile)
    {
        var folder = Directory.CreateDirectory(_temp.File("checkout", "pipelines", "credit-scoring")).FullName;
        File.WriteAllText(Path.Combine(folder, "Dockerfile"), "# A test's.\n" + (dockerfile.StartsWith("ARG", StringComparison.Ordinal) ? "" : "ARG BASE\n") + dockerfile);
        File.WriteAllText(Path.Combine(folder, "Dockerfile.dockerignore"), "**\n");
        return _temp.File("checkout");
    }

    /// <summary>Waits for the end of the container that the last build was in.</summary>
    private async Task EndsAsync()
    {
        var container = _said.Last(line => line.StartsWith(" ---> Running in ", StringComparison.Ordinal))[" ---> Running in ".Length..];
        await DockerEngine.TryAsync("wait", container);
        Assert.Equal("", await DockerEngine.RunAsync("ps", "--quiet", "--filter", "id=" + container));
    }
}

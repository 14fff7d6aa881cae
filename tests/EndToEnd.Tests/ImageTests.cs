using System.Text.Json;
using MLOpsBuild.Emitters.Tests;
using MLOpsBuild.Testing;

namespace MLOpsBuild.EndToEnd.Tests;

/// <summary>Container images, as a user makes them.</summary>
public sealed class ImageTests(BuiltCheckout built)
{
    private const string Image = "credit-scoring:0.1.0";
    private const string Nowhere = "unix:///nowhere/docker.sock";

    [Fact]
    public async Task Two_checkouts_make_one_image_without_an_engine()
    {
        await DockerEngine.RequireAsync();
        using var folder = new TemporaryFolder();
        var image = await BaseAsync(folder);
        using var here = built.Copy();
        using var there = built.Copy();

        var first = (await here.Script().With("DOCKER_HOST", Nowhere).RunAsync("Image", "--daemonless", "--base", image)).Ended(0);
        var second = (await there.Script().With("DOCKER_HOST", Nowhere).With("TZ", "Asia/Kolkata").With("LC_ALL", "de_DE.UTF-8").RunAsync("Image", "--daemonless", "--base", image)).Ended(0);

        Assert.Equal(Image, SummaryTable.Of(first).Fact("Image", "image"));
        Assert.Equal("0 of 4", SummaryTable.Of(first).Fact("Image", "reused"));
        Assert.Equal(SummaryTable.Of(first).Fact("Image", "digest"), SummaryTable.Of(second).Fact("Image", "digest"));
    }

    [Fact]
    public async Task An_engine_builds_the_image_of_the_release()
    {
        await DockerEngine.RequireAsync();
        using var checkout = built.Copy();
        Directory.Delete(checkout.PathOf("artifacts"), recursive: true); // the release is the registry's
        var run = (await checkout.BuildAsync("Image", "--base", DockerEngine.Base)).Ended(0);
        Assert.Contains($"Successfully tagged {Image}", run.Output, StringComparison.Ordinal);
        Assert.Equal(await DockerEngine.RunAsync("image", "inspect", "--format", "{{.Id}}", Image), SummaryTable.Of(run).Fact("Image", "digest"));
    }

    [Fact]
    public async Task Without_an_engine_it_is_said_what_to_do()
    {
        using var checkout = built.Copy();
        var run = (await checkout.Script().With("DOCKER_HOST", Nowhere).RunAsync("Image")).Ended(3);
        Assert.Contains($"DEL631: no Docker engine answers at {Nowhere}: there is no such socket. Start one (systemctl start docker), name another by DOCKER_HOST, or make the image without one: --daemonless with a base, by --base or in the definition's Docker(docker => docker.Daemonless(...)).", run.Text, StringComparison.Ordinal);
        var noBase = (await checkout.BuildAsync("Image", "--daemonless")).Ended(2);
        Assert.Contains("--daemonless: credit-scoring has no base for an image without an engine.", noBase.Text, StringComparison.Ordinal);
        var unknown = (await checkout.BuildAsync("Image", "--release", "9.9.9")).Ended(2);
        Assert.Contains("--release: the registry has no credit-scoring:9.9.9.", unknown.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_definition_with_a_base_and_a_registry_needs_no_engine()
    {
        await DockerEngine.RequireAsync();
        await using var registry = await DockerRegistry.StartAsync();
        using var checkout = built.Copy();
        using var folder = new TemporaryFolder();
        var image = await BaseAsync(folder);
        checkout.Edit("pipelines/credit-scoring/CreditScoring.cs", ".Docker()", $".Docker(docker => docker.Image(\"{registry.Host}/models/credit\").Daemonless(\"{image}\"))");
        var run = (await checkout.Script().With("DOCKER_HOST", Nowhere).RunAsync("Image", "PushImage")).Ended(0);
        Assert.Contains("No Docker engine answers, so the image is made without one, as the definition allows.", run.Output, StringComparison.Ordinal);
        var (table, reference) = (SummaryTable.Of(run), $"{registry.Host}/models/credit:0.1.0");
        Assert.Equal(reference, table.Fact("PushImage", "image"));
        Assert.Equal("6", table.Fact("PushImage", "blobs sent"));
        var pushed = await Shell.RunAsync(Services.Require("skopeo"), "inspect", "--tls-verify=false", "--format", "{{.Digest}}", $"docker://{reference}");
        Assert.Equal((pushed.Trim(), pushed.Trim()), (table.Fact("Image", "digest"), table.Fact("PushImage", "digest")));

        var taken = (await checkout.BuildAsync("Image", "PushImage", "--base", DockerEngine.Base)).Ended(1);
        Assert.Contains($"DEL638: {reference} is {pushed.Trim()} in the registry, and the Docker engine's image {SummaryTable.Of(taken).Fact("Image", "digest")} is another one.", taken.Text, StringComparison.Ordinal);

        (await checkout.BuildAsync("Image", "--export", "image.tar")).Ended(0);
        Assert.Contains($"Loaded image: {reference}", await DockerEngine.RunAsync("load", "--input", checkout.PathOf("image.tar")), StringComparison.Ordinal);
        await DockerEngine.RunAsync("image", "rm", reference);
        (await checkout.BuildAsync("Clean")).Ended(0);
        Assert.Equal("4 of 4", SummaryTable.Of((await checkout.BuildAsync("Image", "--daemonless")).Ended(0)).Fact("Image", "reused"));
    }

    /// <summary>The engine's test image as an OCI layout.</summary>
    internal static async Task<string> BaseAsync(TemporaryFolder folder)
    {
        await Shell.RunAsync(Services.Require("skopeo"), "copy", "--insecure-policy", "--dest-oci-accept-uncompressed-layers", $"docker-daemon:{DockerEngine.Base}:latest", $"oci:{folder.File("base")}");
        using var index = JsonDocument.Parse(await File.ReadAllBytesAsync(folder.File("base", "index.json")));
        return $"oci:{folder.File("base")}@{index.RootElement.GetProperty("manifests")[0].GetProperty("digest").GetString()}";
    }
}

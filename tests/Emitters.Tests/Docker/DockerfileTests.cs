namespace MLOpsBuild.Emitters.Tests;

/// <summary>The Dockerfile of a pipeline, as people read it.</summary>
public sealed class DockerfileTests
{
    private const string Digest = "sha256:0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef";

    [Fact]
    public void A_model_gets_an_image_with_its_server()
    {
        var files = Emit(docker => docker.Base("registry.example/aspnet:10.0@" + Digest));
        Assert.Equal(["pipelines/fraud/Dockerfile", "pipelines/fraud/Dockerfile.dockerignore"], files.Select(file => file.Path));
        Approved.Holds("fraud.Dockerfile", files[0].Text);
        Approved.Holds("fraud.dockerignore", files[1].Text);
    }

    [Fact]
    public void A_pipeline_without_Docker_gets_no_file() =>
        Assert.Equal([], new DockerEmitter().Emit(new Definition("quiet", to => to).Input()).Files);

    [Fact]
    public void A_customization_is_applied_last_and_named_in_the_header()
    {
        var text = Emit(docker => docker.Customize(file => file with { Arguments = [.. file.Arguments, new("PROXY", "it's \"$x\" \\")] }))[0].Text;
        Assert.Contains("# Customized in DockerfileTests.cs.\n", text, StringComparison.Ordinal);
        Assert.Contains("ARG PROXY=\"it's \\\"\\$x\\\" \\\\\"\n", text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("A B")]
    [InlineData("UPPER/name")]
    [InlineData("x@sha256:12")]
    [InlineData("$(x)")]
    [InlineData("x\nRUN y")]
    public void A_base_that_is_no_image_is_refused(string image) => Assert.Equal(
        $"an image is a container image's name with a tag or digest (found '{image}'). Name one, as in Base(\"mcr.microsoft.com/dotnet/aspnet:10.0@sha256:...\").",
        Assert.Single(new Definition("fraud", to => to.Docker(docker => docker.Base(image))).Findings).ToString().Split(": ", 2)[1]);

    [Fact]
    public void A_text_with_an_end_of_line_is_refused() => Assert.Equal(
        "Docker ends an instruction at the end of a line, so that \"a\\nb\" cannot be written. (Parameter 'text')",
        Assert.Throws<ArgumentException>(() => Emit(docker => docker.Customize(file => file with { Arguments = [new("X", "a\nb")] }))).Message);

    private static ImmutableArray<EmittedFile> Emit(Func<DockerBuilder, DockerBuilder> docker)
    {
        var emission = new DockerEmitter().Emit(new Definition("fraud", to => to.Docker(docker)).Input());
        Assert.Equal([], emission.Diagnostics);
        return emission.Files;
    }
}

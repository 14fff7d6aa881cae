using System.Text.RegularExpressions;

namespace MLOpsBuild.Pipelines.Tests;

/// <summary>How a model is made a container image, as a definition says it.</summary>
public sealed class DockerSettingsTests
{
    private const string Digest = "sha256:0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef";

    [Theory]
    [InlineData("registry.example/models/credit:1", "oci:base@" + Digest)]
    [InlineData("https://registry.example/credit", "oci-archive:base.tar@" + Digest)]
    public void An_image_with_a_tag_or_scheme_is_refused(string image, string layout) => Assert.Equal(
        [$"DEF203 DockerSettingsTests.cs:0: an image is named without tag and digest, which each release has of its own (found '{image}'). Name it with its registry, as in Image(\"registry.example/models/credit\")."],
        Findings(docker => docker.Image(image).Daemonless(layout)));

    [Theory]
    [InlineData("debian:12")]
    [InlineData("oci:base")]
    [InlineData("oci:base@sha256:12")]
    [InlineData("docker://debian:12")]
    public void A_base_without_an_engine_that_is_no_layout_by_digest_is_refused(string layout) => Assert.Equal(
        [$"DEF203 DockerSettingsTests.cs:0: the base of an image that is made without an engine is an image of a registry or of an OCI layout, by digest (found '{layout}'). Name one, as in Daemonless(\"docker://mcr.microsoft.com/dotnet/runtime-deps@sha256:...\")."],
        Findings(docker => docker.Daemonless(layout)));

    [Fact]
    public void An_image_is_called_as_the_definition_says_or_beside_its_package()
    {
        Assert.Equal("ci", Name(to => to.Docker()));
        Assert.Equal("ghcr.io/acme/models/ci-server", Name(to => to.Push(push => push.Registry("ghcr.io/acme/models")).Docker()));
        Assert.Equal("registry.example/k", Name(to => to.Push(push => push.Registry("ghcr.io/acme/models")).Docker().Kubernetes(kubernetes => kubernetes.Image("registry.example/k"))));
        Assert.Equal("localhost:5000/d", Name(to => to.Docker(docker => docker.Image("localhost:5000/d")).Kubernetes(kubernetes => kubernetes.Image("registry.example/k"))));
    }

    private static string Name(Func<IDeliverBuilder<DeliveredRow>, IDeliverBuilder<DeliveredRow>> deliver) => ImageNames.Of(new Ci(deliver).Model);

    private static IEnumerable<string> Findings(Func<DockerBuilder, DockerBuilder> docker) =>
        new Ci(to => to.Docker(docker)).Findings.Select(finding => Regex.Replace(finding.ToString(), @"\.cs:\d+", ".cs:0"));
}

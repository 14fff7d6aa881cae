namespace MLOpsBuild.Emitters.Tests;

/// <summary>Names that YAML takes for something else, and names as long as may be, arrive unchanged.</summary>
public sealed class KubernetesNameTests
{
    private static readonly string LongName = new('a', 63);

    [Theory]
    [InlineData("no", "on", "1e3")]
    [InlineData("null", "y", "0x1f")]
    [InlineData("true", "off", "0123")]
    [InlineData("y", "nan", "12345678901234567890")]
    public async Task A_word_or_number_of_YAML_stays_a_name(string pipeline, string environment, string space)
    {
        var files = Manifests.Files(kubernetes => kubernetes.ReachableFrom(space).Environment(environment, there => there.Namespace(space)), pipeline);
        await HoldsAsync(files, pipeline, environment, space);
    }

    [Fact]
    public async Task The_longest_names_are_valid()
    {
        var files = Manifests.Files(kubernetes => kubernetes.ReachableFrom(LongName).Environment(LongName, there => there.Namespace(LongName)), LongName);
        await HoldsAsync(files, LongName, LongName, LongName);
    }

    private static async Task HoldsAsync(ImmutableArray<EmittedFile> files, string pipeline, string environment, string space)
    {
        var rendered = await Kubectl.RenderAsync(files, "overlays/" + environment);
        Assert.Equal("", await KubernetesSchemas.ProblemsAsync(rendered));
        var objects = RenderedObject.All(rendered);
        Assert.All(objects, item => Assert.Equal((space, environment), (item.Values["/metadata/namespace"], item.Values["/metadata/labels/" + KubernetesLabels.Instance])));
        Assert.All(objects.Where(item => item.Kind != "ConfigMap"), item => Assert.Equal(pipeline, item.Values["/metadata/name"]));
        Assert.Equal(space, objects.Single(item => item.Kind == "NetworkPolicy").Values["/spec/ingress/0/from/1/namespaceSelector/matchLabels/kubernetes.io/metadata.name"]);
        Assert.Equal($"{pipeline}@{KubernetesLowering.NoDigest}", objects.Single(item => item.Kind == "Deployment").Values["/spec/template/spec/containers/0/image"]);
    }
}

namespace MLOpsBuild.Emitters.Tests;

/// <summary>What Kubernetes would refuse is refused before anything is written.</summary>
public sealed class KubernetesFindingTests
{
    private const string Quantity = "no quantity that Kubernetes takes";
    private const string WholeBytes = "Give whole bytes, as in \"512Mi\" or \"1G\"; 512m would be half a byte.";
    private const string Cores = "Give cores or thousandths of one, as in \"250m\" or \"1.5\".";
    private const string ImageRule = "an image on Kubernetes is named without tag and digest, which the environments set";
    private const string ImageFix = "Name it with its registry, as in Image(\"registry.example/models/credit\").";
    private const string NamespaceRule = "Kubernetes takes lower-case letters, digits and dashes for a namespace, at most 63, no dash at either end";
    private static readonly string LongName = new('a', 64);

    [Theory]
    [InlineData("512m")]
    [InlineData("0")]
    [InlineData("-1Gi")]
    [InlineData("1 Gi")]
    [InlineData("1gi")]
    [InlineData("1K")]
    [InlineData("")]
    [InlineData("1Gi\n")]
    [InlineData("$(x)")]
    [InlineData("1,5Gi")]
    public void Memory_is_a_quantity_of_whole_bytes(string memory)
    {
        Holds($"Resources(memory) is {Quantity} (found '{memory}'). {WholeBytes}", kubernetes => kubernetes.Resources(memory: memory));
        Holds($"Resources(temporary) is {Quantity} (found '{memory}'). {WholeBytes}", kubernetes => kubernetes.Environment("staging", staging => staging.Resources(temporary: memory)));
    }

    [Theory]
    [InlineData("0.0001")]
    [InlineData("0.5m")]
    [InlineData("0")]
    [InlineData("two")]
    public void Processor_time_is_a_quantity_of_thousandths(string cpu)
    {
        Holds($"Resources(cpu) is {Quantity} (found '{cpu}'). {Cores}", kubernetes => kubernetes.Resources(cpu: cpu));
        Holds($"Resources(cpuLimit) is {Quantity} (found '{cpu}'). {Cores}", kubernetes => kubernetes.Resources(cpuLimit: cpu));
    }

    [Theory]
    [InlineData("1", "512Mi")]
    [InlineData("1.5", "0.5Gi")]
    [InlineData("100m", "1G")]
    [InlineData("2", "1024Ki")]
    [InlineData("0.001", "1")]
    [InlineData("1k", "16Ti")]
    public async Task Other_quantities_pass_and_arrive_unchanged(string cpu, string memory)
    {
        var rendered = await Kubectl.RenderAsync(Manifests.Files(kubernetes => kubernetes.Resources(cpu, memory)), "base");
        Assert.Equal("", await KubernetesSchemas.ProblemsAsync(rendered));
        var requests = "/spec/template/spec/containers/0/resources/requests/";
        var deployment = RenderedObject.All(rendered).Single(item => item.Kind == "Deployment").Values;
        Assert.Equal((cpu, memory), (deployment[requests + "cpu"], deployment[requests + "memory"]));
    }

    [Fact]
    public void A_limit_below_the_request_is_refused() => Holds(
        "Resources(cpuLimit) is below the 1.5 that are requested (found '1400m'). Raise it, or request less.",
        kubernetes => kubernetes.Resources(cpu: "1.5", cpuLimit: "1400m"));

    [Fact]
    public void Replicas_are_one_or_more_and_the_maximum_is_not_below_the_minimum()
    {
        Holds("Replicas(minimum) is out of range (found 0). Give it a value 1 or more.", kubernetes => kubernetes.Replicas(0, 2));
        Holds("Replicas(maximum) is out of range (found 2). Give it a value 3 or more.", kubernetes => kubernetes.Environment("staging", staging => staging.Replicas(3, 2)));
        Holds("Replicas(cpuTarget) is out of range (found 0). Give it a value 1 or more.", kubernetes => kubernetes.Replicas(1, 2, cpuTarget: 0));
    }

    [Fact]
    public void The_servers_settings_are_those_that_it_takes()
    {
        Holds("Requests(maxBody) is out of range (found 0). Give it a value from 1 to 1073741824.", kubernetes => kubernetes.Requests(maxBody: 0));
        Holds("Requests(maxRows) is out of range (found 1000001). Give it a value from 1 to 1000000.", kubernetes => kubernetes.Requests(maxRows: 1_000_001));
        Holds("Drain in seconds is out of range (found 3660). Give it a value from 0 to 3600.", kubernetes => kubernetes.Drain(61.Minutes()));
        Holds("the model server counts its drain in whole seconds (found 00:00:01.5000000). Give whole seconds, as in Drain(5.Seconds()).", kubernetes => kubernetes.Drain(1_500.Milliseconds()));
    }

    [Theory]
    [InlineData("registry.example/models/fraud:1.0")]
    [InlineData("fraud@sha256:0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef")]
    [InlineData("Registry.example/Fraud")]
    [InlineData("models//fraud")]
    [InlineData("https://registry.example/fraud")]
    [InlineData("a b")]
    [InlineData("${{ x }}")]
    [InlineData("fraud\n")]
    public void An_image_is_named_without_tag_and_digest(string image) =>
        Holds($"{ImageRule} (found '{image}'). {ImageFix}", kubernetes => kubernetes.Image(image));

    [Fact]
    public void A_digest_is_one() => Holds(
        "a digest is sha256: and 64 lower-case hexadecimal digits (found 'latest'). Take it from what docker push prints.",
        kubernetes => kubernetes.Environment("staging", staging => staging.Digest("latest")));

    [Theory]
    [InlineData("Models")]
    [InlineData("-models")]
    [InlineData("models-")]
    [InlineData("a.b")]
    [InlineData("a b")]
    [InlineData("`x`")]
    [InlineData("🚀")]
    [InlineData("")]
    public void A_namespace_is_a_label(string name)
    {
        Holds($"{NamespaceRule} (found '{name}'). Name one, as in Namespace(\"models\").", kubernetes => kubernetes.Environment("staging", staging => staging.Namespace(name)));
        Holds($"{NamespaceRule} (found '{name}'). Name one, as in Namespace(\"models\").", kubernetes => kubernetes.ReachableFrom(name));
    }

    [Fact]
    public void A_name_over_63_characters_is_refused()
    {
        Holds($"an environment's name is lower-case letters, digits and single dashes, at most 63, a letter first (found '{LongName}'). Rename it, as in production: it becomes a folder and a label.", kubernetes => kubernetes.Environment(LongName));
        Holds($"{NamespaceRule} (found 'fraud-{LongName[..60]}'). Name one, as in Namespace(\"models\").", kubernetes => kubernetes.Environment(LongName[..60]));
        Holds($"{NamespaceRule} (found '{LongName}'). Name one, as in Namespace(\"models\").", kubernetes => kubernetes.Environment("staging", staging => staging.Namespace(LongName)));
    }

    [Fact]
    public void Environments_have_names_and_namespaces_of_their_own()
    {
        Holds("two environments have the same name (found 'staging'). Give each a name of its own.", kubernetes => kubernetes.Environment("staging").Environment("staging"));
        Holds("the environments staging and production share a namespace, in which their objects have the same names (found 'models'). Give each a namespace of its own.", kubernetes => kubernetes
            .Environment("staging", staging => staging.Namespace("models"))
            .Environment("production", production => production.Namespace("models")));
    }

    [Fact]
    public void Manifests_without_an_image_are_refused() => Assert.Equal(
        "Kubernetes runs the image of the pipeline's Dockerfile, which the definition does not make. Add .Docker() to it.",
        Text(Assert.Single(new Definition("fraud", to => to.Kubernetes()).Findings)));

    private static void Holds(string finding, Func<KubernetesBuilder, KubernetesBuilder> kubernetes) =>
        Assert.Equal(finding, Text(Assert.Single(Manifests.Definition(kubernetes).Findings)));

    private static string Text(Finding finding) => finding.ToString().Split(": ", 2)[1];
}

namespace MLOpsBuild.Emitters.Tests;

/// <summary>What a user can write in the settings is refused with its rule, or arrives unchanged.</summary>
public sealed class AnsibleSettingsTests
{
    private const string HostRule = "a host is a name or an IPv4 address of letters, digits, dots and dashes, at most 253, and not one of Ansible's groups all, ungrouped";

    private static readonly string[] Texts = [.. RandomPipelines.AwkwardTexts, "two words", "$(touch owned)", "{{ lookup('pipe', 'touch owned') }}", "{% raw %}", "a[1:9]", "all", "-rf", "émigré", new('x', 300)];

    [Fact]
    public void A_host_is_refused_or_arrives_unchanged()
    {
        var refused = Texts.Where(text => !Definition(text).Findings.IsEmpty).ToArray();
        Assert.Contains("{{ lookup('pipe', 'touch owned') }}", refused);
        Assert.All(refused, text => Assert.StartsWith($"{HostRule} (found '{text}'). ", Message(Assert.Single(Definition(text).Findings)), StringComparison.Ordinal));

        var written = Texts.Except(refused).ToArray();
        Assert.Contains("1.10", written);
        Assert.All(written, text =>
        {
            var hosts = AnsibleProjects.Emit(Definition(text)).Single(file => file.Path.EndsWith("hosts.yml", StringComparison.Ordinal));
            var group = Mapping(Mapping(Mapping(Mapping(YamlReader.Read(hosts.Text)).Find("model_servers")).Find("children")).Find("environment_staging"));
            Assert.Equal(text, Assert.Single(Mapping(group.Find("hosts")).Pairs).Key);
        });

        static Definition Definition(string text) => AnsibleProjects.With(ansible => ansible, host: text);
    }

    [Fact]
    public void Texts_that_are_no_address_are_refused() => Assert.All(Texts.Where(text => !text.All(char.IsAsciiDigit) || text.Length == 0), text => Assert.Equal(
        [$"a server listens on an IPv4 address (found '{text}'). Give one, as in Listen(\"0.0.0.0\", 8080)."],
        AnsibleProjects.With(ansible => ansible.Listen(text)).Findings.Select(Message)));

    [Fact]
    public void Environments_and_hosts_belong_together()
    {
        var definition = new Definition("fraud", to => to
            .Deploy(deploy => deploy.Environment("staging", staging => staging.Hosts("a", "b", "a")).Environment("production").Environment("local"))
            .Ansible(ansible => ansible));
        Assert.Equal(
        [
            "a host stands twice in the environment staging (found 'a'). Name it once.",
            "an environment has no hosts for Ansible (found 'production'). Name them, as in Hosts(\"model-1.example\", \"model-2.example\"), or its cluster.",
        ], definition.Findings.Select(Message));
    }

    [Fact]
    public void A_pipeline_without_environments_is_refused() => Assert.Equal(
        ["Ansible has no environment to deploy to. Name one with its hosts, as in Deploy(deploy => deploy.Environment(\"production\", production => production.Hosts(\"model-1.example\")))."],
        new Definition("fraud", to => to.Ansible(ansible => ansible)).Findings.Select(Message));

    [Fact]
    public void Hosts_without_settings_of_Ansible_are_refused() => Assert.Equal(
        ["an environment has hosts and the pipeline no settings of Ansible, which reaches them (found 'staging'). Add them, as in Ansible(ansible => ansible.Listen(\"0.0.0.0\", 8080))."],
        new Definition("fraud", to => to.Deploy(deploy => deploy.Environment("staging", staging => staging.Hosts("a")))).Findings.Select(Message));

    [Fact]
    public void Numbers_out_of_range_are_refused() => Assert.Equal(
        [
            "Listen(port) is out of range (found 80). Give it a value from 1024 to 65535.",
            "MemoryMax(megabytes) is out of range (found 1). Give it a value from 64 to 1048576.",
            "KeepReleases(count) is out of range (found 0). Give it a value from 1 to 1000.",
        ],
        AnsibleProjects.With(ansible => ansible.Listen("0.0.0.0", 80).MemoryMax(1).KeepReleases(0)).Findings.Select(Message));

    [Fact]
    public void A_container_needs_an_image_and_one_that_is_pulled_a_registry()
    {
        Assert.Equal(
        [
            "hosts run a container, and the pipeline is made no image. Say .Docker(docker => docker.Daemonless(\"docker://...\")) as well.",
            "hosts pull an image whose name has no registry (found 'fraud'). Give it one, as in Docker(docker => docker.Image(\"registry.example/models/credit\")), or let it be sent: Container().",
        ], AnsibleProjects.With(ansible => ansible.Container(pull: true)).Findings.Select(Message));
        Assert.Equal([], AnsibleProjects.Containers(ansible => ansible.Container(pull: true)).Findings);
    }

    [Fact]
    public void A_long_name_gets_a_user_that_Linux_takes()
    {
        var names = new[] { new string('a', 26), new string('a', 27), new string('a', 63) }.Select(UserOf).ToArray();
        Assert.Equal("model-" + new string('a', 26), names[0]);
        Assert.All(names, name => Assert.InRange(name.Length, 1, 32));
        Assert.Equal(names.Length, names.Distinct().Count());
    }

    private static string UserOf(string pipeline)
    {
        var variables = AnsibleProjects.Emit(AnsibleProjects.With(ansible => ansible, pipeline)).Single(file => file.Path.EndsWith("vars/main.yml", StringComparison.Ordinal));
        return Assert.IsType<YamlLeaf>(Assert.IsType<YamlMapping>(YamlReader.Read(variables.Text)).Find("model_server_user")).Text;
    }

    private static YamlMapping Mapping(YamlTree? node) => Assert.IsType<YamlMapping>(node);

    private static string Message(Finding finding) => finding.ToString().Split(": ", 2)[1];
}

namespace MLOpsBuild.Emitters.Tests;

/// <summary>The files for Ansible, as people read them.</summary>
public sealed class AnsibleFilesTests
{
    [Fact]
    public void A_model_gets_playbooks_a_role_and_inventories()
    {
        var files = AnsibleProjects.Emit(AnsibleProjects.Full());
        Assert.All(files, file => Assert.StartsWith("pipelines/fraud/ansible/", file.Path, StringComparison.Ordinal));
        Assert.All(files, file => Assert.StartsWith("# Generated from pipelines/fraud/Definition.cs by `./build.sh Generate`. ", file.Text, StringComparison.Ordinal));
        Approved.Holds("fraud.ansible.txt", string.Concat(files.Select(file => $"===== {file.Path}\n{file.Text}")));
    }

    [Theory]
    [InlineData(ContainerEngine.Podman, false)]
    [InlineData(ContainerEngine.Docker, true)]
    public void Hosts_that_run_containers_get_other_tasks_only_where_the_server_comes_from_and_runs(ContainerEngine engine, bool pull)
    {
        var service = AnsibleProjects.Emit(AnsibleProjects.With(ansible => ansible)).ToDictionary(file => file.Path, file => file.Text);
        var container = AnsibleProjects.Emit(AnsibleProjects.Containers(ansible => ansible.Container(engine, pull)));
        var differing = container.Where(file => !service.TryGetValue(file.Path, out var text) || text != file.Text).Select(file => file.Path.Split("model_server/").Last()).Order(StringComparer.Ordinal);
        Assert.Equal(
            ["defaults/main.yml", "files/image_model.py", "files/pack_image.py", "tasks/deploy.yml", "tasks/order.yml", "tasks/package.yml", "tasks/prune.yml", "tasks/recover.yml", "tasks/return.yml", "tasks/unpack.yml", "templates/model_server.service.j2", "vars/main.yml"],
            differing);
        Approved.Holds($"fraud.ansible.{engine}.txt".ToLowerInvariant(), string.Concat(container
            .Where(file => file.Path.EndsWith("package.yml", StringComparison.Ordinal) || file.Path.EndsWith("unpack.yml", StringComparison.Ordinal) || file.Path.EndsWith("prune.yml", StringComparison.Ordinal) || file.Path.EndsWith("recover.yml", StringComparison.Ordinal) || file.Path.EndsWith(".j2", StringComparison.Ordinal))
            .Select(file => $"===== {file.Path}\n{file.Text}")));
    }

    [Fact]
    public void The_same_definition_gives_the_same_bytes() =>
        Assert.Equal(AnsibleProjects.Emit(AnsibleProjects.Full()), AnsibleProjects.Emit(AnsibleProjects.Full()));

    [Fact]
    public void A_pipeline_without_Ansible_gets_no_file() =>
        Assert.Equal([], new AnsibleEmitter().Emit(new Definition("quiet", to => to).Input()).Files);

    [Fact]
    public void A_customization_is_applied_last_and_named_in_every_header()
    {
        var files = AnsibleProjects.Emit(AnsibleProjects.With(ansible => ansible.Customize(project => project with
        {
            Configuration = [.. project.Configuration, new("privilege_escalation", [new("become_ask_pass", "True")])],
        })));
        Assert.All(files, file => Assert.Contains("# Customized in AnsibleFilesTests.cs.\n", file.Text, StringComparison.Ordinal));
        Assert.EndsWith("\n[privilege_escalation]\nbecome_ask_pass = True\n", files.Single(file => file.Path.EndsWith("ansible.cfg", StringComparison.Ordinal)).Text, StringComparison.Ordinal);
    }

    [Fact]
    public void An_option_with_an_end_of_line_is_refused() => Assert.Equal(
        "An option ends at the end of its line, so that \"a\\nb\" cannot be written. (Parameter 'text')",
        Assert.Throws<ArgumentException>(() => AnsibleProjects.Emit(AnsibleProjects.With(ansible => ansible.Customize(project => project with { Configuration = [new("defaults", [new("x", "a\nb")])] })))).Message);

    [Theory]
    [InlineData("{{ x }}.cs")]
    [InlineData("{% raw %}.cs")]
    [InlineData("{# x.cs")]
    public void A_source_that_Ansible_would_take_for_a_template_is_refused(string source) => Assert.Equal(
        $"DEF210 pipelines/fraud/ansible: Ansible would take a file's name in the header of a template for a template (found {source}). Rename the file: without {{{{, {{% and {{#.",
        Assert.Single(new AnsibleEmitter().Emit(AnsibleProjects.Full().Input() with { Source = source }).Diagnostics).ToString());
}

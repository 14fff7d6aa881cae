using MLOpsBuild.Testing;

namespace MLOpsBuild.Emitters.Tests;

/// <summary>ansible-lint in its strictest profile, yamllint and Ansible itself have nothing to say against the files.</summary>
public sealed class AnsibleLintTests
{
    public static TheoryData<string> Definitions => ["full", "pulled", "long"];

    [Theory, MemberData(nameof(Definitions))]
    public async Task The_files_pass(string definition)
    {
        using var folder = new TemporaryFolder();
        var project = AnsibleProjects.Write(folder, Of(definition));
        Assert.Equal("", await AnsibleTool.CheckAsync("yamllint", project, "--strict", "."));
        Assert.Equal("", await AnsibleTool.CheckAsync("ansible-lint", project, "--offline", "--nocolor", "-q", "--strict", "--profile", "production", "--project-dir", "."));
        foreach (var inventory in Directory.GetDirectories(Path.Combine(project, "inventories")))
        {
            foreach (var playbook in Directory.GetFiles(project, "*.yml"))
                Assert.Equal($"\nplaybook: {playbook}\n", await AnsibleTool.CheckAsync("ansible-playbook", project, "--syntax-check", "--inventory", inventory, playbook));
        }
    }

    [Fact]
    public async Task A_mistake_is_told()
    {
        using var folder = new TemporaryFolder();
        var project = AnsibleProjects.Write(folder, Of("pulled"));
        var tasks = Path.Combine(project, "roles", "model_server", "tasks", "stop.yml");
        await File.AppendAllTextAsync(tasks, "- command: reboot \n", TestContext.Current.CancellationToken);
        Assert.Contains("no-changed-when", await AnsibleTool.CheckAsync("ansible-lint", project, "--offline", "--nocolor", "-q", "--strict", "--profile", "production", "--project-dir", "."), StringComparison.Ordinal);
        Assert.Contains("trailing spaces", await AnsibleTool.CheckAsync("yamllint", project, "--strict", "."), StringComparison.Ordinal);
    }

    private static Definition Of(string definition) => definition switch
    {
        "full" => AnsibleProjects.Full(),
        "pulled" => AnsibleProjects.Containers(ansible => ansible.Container(ContainerEngine.Docker, pull: true).GoOnAfterFailure()),
        _ => AnsibleProjects.Containers(ansible => ansible.Container(), new string('a', 63), new string('h', 253)),
    };
}

using MLOpsBuild.Testing;

namespace MLOpsBuild.Emitters.Tests;

/// <summary>Definitions with hosts, and their files on disk.</summary>
internal static class AnsibleProjects
{
    public static Definition With(Func<AnsibleBuilder, AnsibleBuilder> ansible, string name = "fraud", string host = "a") => new(name, to => to
        .Deploy(deploy => deploy.Environment("staging", staging => staging.Hosts(host)))
        .Ansible(ansible));

    public static Definition Full() => new("fraud", to => to
        .Push(push => push.RequireSignature("keys/trust.json"))
        .Deploy(deploy => deploy
            .Environment("local")
            .Environment("pre-production", staging => staging.Hosts("stage.example").AllAtOnce())
            .Environment("production", production => production.Hosts("no", "1.10", "192.0.2.7").Rolling("1", "50%")))
        .Ansible(ansible => ansible
            .Listen("0.0.0.0", 9000)
            .MemoryMax(megabytes: 512)
            .KeepReleases(5)));

    /// <summary>Hosts that run containers.</summary>
    public static Definition Containers(Func<AnsibleBuilder, AnsibleBuilder> ansible, string name = "fraud", string host = "a") => new(name, to => to
        .Deploy(deploy => deploy.Environment("staging", staging => staging.Hosts(host)))
        .Docker(docker => docker.Image("registry.example/models/fraud"))
        .Ansible(ansible));

    public static ImmutableArray<EmittedFile> Emit(Definition definition)
    {
        var emission = new AnsibleEmitter().Emit(definition.Input());
        Assert.Equal([], emission.Diagnostics);
        return emission.Files;
    }

    /// <summary>Writes the files into the folder.</summary>
    /// <returns>The project's folder.</returns>
    public static string Write(TemporaryFolder folder, Definition definition)
    {
        foreach (var file in Emit(definition))
        {
            Directory.CreateDirectory(Path.GetDirectoryName(folder.File(file.Path))!);
            File.WriteAllText(folder.File(file.Path), file.Text);
        }

        return folder.File(AnsibleEmitter.FolderOf(definition.Model));
    }
}

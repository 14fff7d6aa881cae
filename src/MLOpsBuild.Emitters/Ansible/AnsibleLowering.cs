namespace MLOpsBuild.Emitters;

/// <summary>Puts the serving of a pipeline's model on hosts into Ansible's words; pure.</summary>
internal static class AnsibleLowering
{
    private const string Role = "model_server";
    private const string Group = "model_servers";

    public static AnsibleProject Lower(Pipeline pipeline, AnsibleSettings settings) => new(
        [
            new("defaults", [new("roles_path", "roles"), new("interpreter_python", "auto_silent"), new("retry_files_enabled", "False")]),
            new("ssh_connection", [new("pipelining", "True")]),
        ],
        [
            Playbook("deploy", $"Deploy a release of {pipeline.Name}", settings, "main", RolloutSteps.Keywords(pipeline, settings)),
            Playbook("rollback", $"Go back to an earlier release of {pipeline.Name}", settings, "rollback", RolloutSteps.Keywords(pipeline, settings)),
            Playbook("status", $"Tell what serves {pipeline.Name}", settings, "status"),
            Playbook("stop", $"Stop the servers of {pipeline.Name}", settings, "stop"),
        ],
        new(
            Role,
            [
                new("defaults/main.yml", RoleVariables.Defaults(pipeline)),
                new("handlers/main.yml", ChangeoverTasks.Handlers),
                new("meta/argument_specs.yml", RoleArguments.Specification),
                new("tasks/main.yml", ReleaseTasks.Main),
                new("tasks/package.yml", ReleaseTasks.Package),
                new("tasks/host.yml", ReleaseTasks.Host),
                new("tasks/unpack.yml", ReleaseTasks.Unpack),
                new("tasks/changeover.yml", ChangeoverTasks.Changeover),
                new("tasks/outcome.yml", ChangeoverTasks.Outcome(settings.StopsAtFailure)),
                new("tasks/prune.yml", ReleaseTasks.Prune),
                new("tasks/rollback.yml", OperationTasks.Rollback),
                new("tasks/status.yml", OperationTasks.Status),
                new("tasks/stop.yml", OperationTasks.Stop),
                new("vars/main.yml", RoleVariables.Fixed(pipeline)),
            ],
            "templates/model_server.service.j2",
            ServiceUnit.Of(pipeline)),
        [.. RolloutSteps.Environments(pipeline).Select(environment => new AnsibleInventory(environment.Name, Group, RolloutSteps.GroupOf(environment), environment.Hosts, RoleVariables.OfGroup(settings)))]);

    private static AnsiblePlaybook Playbook(string name, string title, AnsibleSettings settings, string tasks, params ReadOnlySpan<(string Key, YamlNode? Value)> keywords) => new(name,
    [
        YamlMap.Of(
        [
            ("name", title),
            ("hosts", Group),
            ("become", true),
            ("gather_facts", false),
            .. keywords,
            ("tasks", AnsibleTasks.List(AnsibleTasks.Task(title, "import_role", YamlMap.Of(("name", Role), ("tasks_from", tasks == "main" ? null : tasks))))),
        ]),
    ]);
}

namespace MLOpsBuild.Emitters;

/// <summary>Puts the serving of a pipeline's model on hosts into Ansible's words; pure.</summary>
internal static class AnsibleLowering
{
    private const string Role = "model_server";
    private const string Group = "model_servers";

    public static AnsibleProject Lower(Pipeline pipeline, AnsibleSettings settings) => Lower(pipeline, settings, ServerWay.Of(pipeline, settings));

    private static AnsibleProject Lower(Pipeline pipeline, AnsibleSettings settings, ServerWay way) => new(
        [
            new("defaults", [new("roles_path", "roles"), new("interpreter_python", "auto_silent"), new("retry_files_enabled", "False"), new("forks", "20")]),
            new("ssh_connection", [new("pipelining", "True")]),
        ],
        [
            new("deploy", [Play($"Hold the hosts of {pipeline.Name} and compare them with the order", "order", Together(settings)), Play($"Deploy a release of {pipeline.Name}", "main", RolloutSteps.Keywords(pipeline, settings)), Play($"Free the hosts of {pipeline.Name}", "free")]),
            new("rollback", [Play($"Hold the hosts of {pipeline.Name}", "hold", Together(settings)), Play($"Go back to an earlier release of {pipeline.Name}", "rollback", RolloutSteps.Keywords(pipeline, settings)), Play($"Free the hosts of {pipeline.Name}", "free")]),
            new("stop", [Play($"Stop the servers of {pipeline.Name}", "stop")]),
            new("status", [Play($"Tell what serves {pipeline.Name}", "status")]),
            new("monitor", [Play($"Read the counts of the servers of {pipeline.Name}", "monitor")]),
            new("hold", [Play($"Hold the hosts of {pipeline.Name}", "hold", Together(settings))]),
            new("free", [Play($"Free the hosts of {pipeline.Name}", "free")]),
            .. TrustPlaybook(pipeline),
        ],
        new(
            Role,
            [
                new("defaults/main.yml", RoleVariables.Defaults(pipeline, way)),
                new("meta/argument_specs.yml", RoleArguments.Specification),
                new("tasks/main.yml", ReleaseTasks.Main),
                new("tasks/order.yml", ReleaseTasks.Order(way)),
                new("tasks/package.yml", ReleaseTasks.Package(pipeline.Push.MustBeSigned, way)),
                new("tasks/deploy.yml", ReleaseTasks.Deploy(pipeline.Push.MustBeSigned, way)),
                new("tasks/host.yml", ReleaseTasks.Host),
                .. SignatureFiles(pipeline),
                new("tasks/hold.yml", HostTasks.Hold),
                new("tasks/free.yml", HostTasks.Free),
                new("tasks/freeing.yml", HostTasks.Freeing),
                new("tasks/look.yml", HostTasks.Look(pipeline.Push.MustBeSigned)),
                new("tasks/recover.yml", HostTasks.Recover(way)),
                new("tasks/unpack.yml", ReleaseTasks.Unpack(way)),
                new("tasks/trial.yml", ChangeoverTasks.Trying),
                new("tasks/changeover.yml", ChangeoverTasks.Changeover(settings.StopsAtFailure)),
                new("tasks/tell.yml", ChangeoverTasks.Tell),
                new("tasks/finish.yml", ChangeoverTasks.Finish),
                new("tasks/outcome.yml", ChangeoverTasks.Outcome(settings.StopsAtFailure)),
                new("tasks/prune.yml", ReleaseTasks.Prune(way)),
                new("tasks/rollback.yml", OperationTasks.Rollback),
                new("tasks/back.yml", OperationTasks.Back),
                new("tasks/return.yml", OperationTasks.Return(way)),
                new("tasks/undo.yml", OperationTasks.Undo),
                new("tasks/status.yml", OperationTasks.Status),
                new("tasks/monitor.yml", OperationTasks.Monitor),
                new("tasks/stop.yml", OperationTasks.Stop),
                new("tasks/stopping.yml", OperationTasks.Stopping),
                new("vars/main.yml", RoleVariables.Fixed(pipeline, way)),
            ],
            RolePrograms.Of(pipeline, way),
            "templates/model_server.service.j2",
            way.Unit(pipeline)),
        [.. RolloutSteps.Environments(pipeline).Select(environment => new AnsibleInventory(environment.Name, Group, RolloutSteps.GroupOf(environment), environment.Hosts, RoleVariables.OfGroup(settings)))]);

    private static AnsiblePlaybook[] TrustPlaybook(Pipeline pipeline) => pipeline.Push.MustBeSigned
        ? [new("trust", [Play($"Put the keys that are trusted for {pipeline.Name} on its hosts", "trust", ("vars", YamlMap.Of(("model_server_trust_anew", true))))])]
        : [];

    private static KeyValuePair<string, YamlNode>[] SignatureFiles(Pipeline pipeline) => pipeline.Push.MustBeSigned
        ? [new("tasks/policy.yml", SignatureTasks.Policy), new("tasks/signature.yml", SignatureTasks.Signature), new("tasks/trust.yml", SignatureTasks.Trust), new("tasks/keys.yml", SignatureTasks.Keys)]
        : [];

    private static YamlMap Play(string title, string tasks, params ReadOnlySpan<(string Key, YamlNode? Value)> keywords) => YamlMap.Of(
    [
        ("name", title),
        ("hosts", Group),
        ("become", true),
        ("gather_facts", false),
        .. keywords,
        ("tasks", AnsibleTasks.List(AnsibleTasks.Task(title, "import_role", YamlMap.Of(("name", Role), ("tasks_from", tasks == "main" ? null : tasks))))),
    ]);

    private static (string Key, YamlNode? Value)[] Together(AnsibleSettings settings) => [("any_errors_fatal", settings.StopsAtFailure)];
}

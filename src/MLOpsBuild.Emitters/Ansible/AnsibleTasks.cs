namespace MLOpsBuild.Emitters;

/// <summary>Tasks of Ansible, by its builtin modules.</summary>
internal static class AnsibleTasks
{
    public const string NotInCheckMode = "not ansible_check_mode";

    /// <summary>A task: what it is for, the module, its arguments and the task's keywords.</summary>
    public static YamlMap Task(string name, string module, YamlNode arguments, params ReadOnlySpan<(string Key, YamlNode? Value)> keywords) =>
        YamlMap.Of([("name", name), ("ansible.builtin." + module, arguments), .. keywords]);

    /// <summary>Tasks with keywords in common, and what is done where one of them fails.</summary>
    public static YamlMap Block(string name, YamlList tasks, YamlList? rescue, params ReadOnlySpan<(string Key, YamlNode? Value)> keywords) =>
        YamlMap.Of([("name", name), .. keywords, ("block", tasks), ("rescue", rescue)]);

    /// <summary>A condition that ends the host's play, with what to do about it.</summary>
    public static YamlMap Assert(string name, string[] conditions, string message, params ReadOnlySpan<(string Key, YamlNode? Value)> keywords) =>
        Task(name, "assert", YamlMap.Of(("that", YamlList.Of(conditions)), ("fail_msg", message), ("quiet", true)), keywords);

    /// <summary>What is known of a path; a link is not followed.</summary>
    public static YamlMap Stat(string name, string path, string register, params ReadOnlySpan<(string Key, YamlNode? Value)> arguments) =>
        Task(name, "stat", YamlMap.Of([("path", path), .. arguments]), ("register", register));

    /// <summary>A question to the server, which changes nothing and is asked in check mode too.</summary>
    public static YamlMap Ask(string name, string path, string register, params ReadOnlySpan<(string Key, YamlNode? Value)> keywords) =>
        Task(name, "uri", YamlMap.Of(("url", "{{ model_server_url }}/" + path), ("use_proxy", false)), [("register", register), .. keywords]);

    /// <summary>Waits until the server answers that it is ready.</summary>
    public static YamlMap AwaitReady(string name, params ReadOnlySpan<(string Key, YamlNode? Value)> keywords) => Ask(name, "v2/health/ready", "model_server_ready",
    [
        ("until", "model_server_ready.status == 200"),
        ("retries", "{{ model_server_patience_seconds }}"),
        ("delay", 1),
        .. keywords,
    ]);

    public static YamlList All(params ReadOnlySpan<string> conditions) => YamlList.Of(conditions.ToArray());

    public static YamlList List(params ReadOnlySpan<YamlNode> tasks) => new([.. tasks]);
}

namespace MLOpsBuild.Emitters;

/// <summary>Tasks of Ansible, by its builtin modules.</summary>
internal static class AnsibleTasks
{
    public const string NotInCheckMode = "not ansible_check_mode";

    /// <summary>A task: what it is for, the module, its arguments and the task's keywords.</summary>
    public static YamlMap Task(string name, string module, YamlNode arguments, params ReadOnlySpan<(string Key, YamlNode? Value)> keywords) =>
        YamlMap.Of([("name", name), ("ansible.builtin." + module, arguments), .. keywords]);

    /// <summary>A task by a module of the role's own: what it is for, the module, its arguments and the task's keywords.</summary>
    public static YamlMap Own(string name, string module, YamlNode arguments, params ReadOnlySpan<(string Key, YamlNode? Value)> keywords) =>
        YamlMap.Of([("name", name), ("model_server_" + module, arguments), .. keywords]);

    /// <summary>Tasks with keywords in common, and what is done where one of them fails.</summary>
    public static YamlMap Block(string name, YamlList tasks, YamlList? rescue, params ReadOnlySpan<(string Key, YamlNode? Value)> keywords) =>
        YamlMap.Of([("name", name), .. keywords, ("block", tasks), ("rescue", rescue)]);

    /// <summary>A condition that ends the host's play, with what to do about it.</summary>
    public static YamlMap Assert(string name, string[] conditions, string message, params ReadOnlySpan<(string Key, YamlNode? Value)> keywords) =>
        Task(name, "assert", YamlMap.Of(("that", YamlList.Of(conditions)), ("fail_msg", message), ("quiet", true)), keywords);

    /// <summary>What is known of a path, its SHA-256 too.</summary>
    public static YamlMap Hash(string name, string path, string register) =>
        Task(name, "stat", YamlMap.Of(("path", path), ("checksum_algorithm", "sha256"), ("get_mime", false), ("get_attributes", false)), ("register", register));

    /// <summary>A question to the server, which changes nothing and is asked in check mode too.</summary>
    public static YamlMap Ask(string name, string path, string register, params ReadOnlySpan<(string Key, YamlNode? Value)> keywords) =>
        Task(name, "uri", YamlMap.Of(("url", "{{ model_server_url }}/" + path), ("use_proxy", false), ("return_content", true), ("timeout", 10)), [("register", register), ("check_mode", false), .. keywords]);

    /// <summary>Tasks of another file of the role, as if they stood here.</summary>
    public static YamlMap Import(string name, string file, params ReadOnlySpan<(string Key, YamlNode? Value)> keywords) =>
        Task(name, "import_tasks", YamlMap.Of(("file", file)), keywords);

    /// <summary>Tasks of another file of the role, which are told one by one only where they are carried out.</summary>
    public static YamlMap Include(string name, string file, params ReadOnlySpan<(string Key, YamlNode? Value)> keywords) =>
        Task(name, "include_tasks", YamlMap.Of(("file", file)), keywords);

    /// <summary>A program of the role, run once where Ansible runs; it changes nothing there but files of the build.</summary>
    public static YamlMap OnController(string name, string register, string program, params ReadOnlySpan<string> arguments) =>
        Task(name, "command", YamlMap.Of(("argv", YamlList.Of(["{{ ansible_playbook_python }}", "{{ role_path }}/files/" + program, .. arguments]))),
            ("register", register),
            ("delegate_to", "localhost"),
            ("run_once", true),
            ("become", false),
            ("check_mode", false),
            ("changed_when", false),
            ("failed_when", false));

    /// <summary>Ends the play with what a program that was run where Ansible runs said.</summary>
    public static YamlMap Told(string name, string register) =>
        Assert(name, [$"{register}.rc == 0"], $"{{{{ {register}.stderr | default({register}.msg, true) }}}}");

    /// <summary>A systemd unit, by its name without ending.</summary>
    public static YamlMap Systemd(string name, string unit, (string Key, YamlNode? Value)[] arguments, params ReadOnlySpan<(string Key, YamlNode? Value)> keywords) =>
        Task(name, "systemd", YamlMap.Of([("name", unit + ".service"), .. arguments]), keywords);

    public static YamlList All(params ReadOnlySpan<string> conditions) => YamlList.Of(conditions.ToArray());

    public static YamlList List(params ReadOnlySpan<YamlNode> tasks) => new([.. tasks]);
}

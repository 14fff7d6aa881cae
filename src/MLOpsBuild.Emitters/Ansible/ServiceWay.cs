using static MLOpsBuild.Emitters.AnsibleTasks;

namespace MLOpsBuild.Emitters;

/// <summary>The compiled server is sent to the hosts, whose own .NET runs it.</summary>
internal sealed class ServiceWay : ServerWay
{
    private const string Folder = "{{ model_server_root }}/servers/{{ model_server_packed_digest }}";

    public override string Server => "model_server_packed_digest";

    public override ImmutableArray<string> Programs => ["pack.py"];

    public override YamlMap[] Collect =>
    [
        Assert(
            "Look for the compiled server",
            ["(model_server_program ~ '/MLOpsBuild.Serving.dll') is file"],
            "There is no server in {{ model_server_program }}: ./build.sh Package compiles it."),
        Task("Pack the compiled server", "command", YamlMap.Of(("argv", YamlList.Of(["{{ ansible_playbook_python }}", "{{ role_path }}/files/pack.py", "{{ model_server_program }}"]))),
            ("register", "model_server_packed"),
            ("delegate_to", "localhost"),
            ("run_once", true),
            ("become", false),
            ("check_mode", false),
            ("changed_when", false)),
    ];

    public override YamlMap Require =>
        Assert("Require .NET", ["model_server_look.has_runtime"], "{{ model_server_dotnet }} is missing: install the ASP.NET Core 10 runtime, or say in model_server_dotnet where it is.");

    public override YamlMap[] Bring =>
        ReleaseTasks.Unpacking("the server", Folder, "", "{{ model_server_packed_archive }}", "{{ model_server_packed_digest }}", "{{ model_server_packed_digest }}", "model_server_look.servers[model_server_packed_digest]", "compile it again");

    public override YamlMap[] Recover => [];

    public override YamlMap[] Remove =>
    [
        ReleaseTasks.Remove("the server", Folder, "the server"),
    ];

    public override YamlMap[] Prune => [];

    public override ImmutableArray<ConfigurationSection> Unit(Pipeline pipeline) => ServiceUnit.Of(pipeline);

    public override (string Key, YamlNode? Value)[] Defaults(Pipeline pipeline) =>
    [
        ("model_server_program", "{{ playbook_dir }}/../../../.build/own/bin/MLOpsBuild.Serving/release"),
        ("model_server_dotnet", "/usr/bin/dotnet"),
    ];

    public override (string Key, YamlNode? Value)[] Fixed =>
    [
        ("model_server_runtime", "{{ model_server_dotnet }}"),
        ("model_server_packed_digest", "{{ (model_server_packed.stdout | from_json).digest }}"),
        ("model_server_packed_archive", "{{ (model_server_packed.stdout | from_json).path }}"),
    ];
}

using static MLOpsBuild.Emitters.AnsibleTasks;

namespace MLOpsBuild.Emitters;

/// <summary>The tasks that go back, tell and stop.</summary>
internal static class OperationTasks
{
    private const string Current = "{{ model_server_root }}/current";

    public static YamlList Rollback { get; } = List(
        Stat("Look which release served before", Current + "/before", "model_server_before"),
        Assert(
            "Require a release to go back to",
            ["model_server_release is defined or model_server_before.stat.exists"],
            "The host knows of no earlier release: name one with -e model_server_release=VERSION."),
        Task("Choose the release", "set_fact", YamlMap.Of(("model_server_target", "{{ model_server_release | default(model_server_before.stat.lnk_target | default('') | basename) }}"))),
        Assert(
            "Hold the release against its form",
            ["model_server_target is regex('[0-9A-Za-z][0-9A-Za-z._-]{0,127}', match_type='fullmatch')"],
            "Release '{{ model_server_target }}' is none: give a version such as 1.2.3."),
        Stat("Look for the release", "{{ model_server_root }}/releases/{{ model_server_target }}/digest", "model_server_unpacked"),
        Assert("Require the release on the host", ["model_server_unpacked.stat.exists"], "The host has no release {{ model_server_target }}: deploy it."),
        Task("Change over to the release", "import_tasks", YamlMap.Of(("file", "changeover.yml"))),
        Task("Judge the host", "import_tasks", YamlMap.Of(("file", "outcome.yml"))));

    public static YamlList Status { get; } = List(
        Stat("Look which release is current", Current, "model_server_current"),
        Task("Look which services there are", "service_facts", new YamlMap([])),
        Ask("Ask whether the server is ready", "v2/health/ready", "model_server_ready", ("check_mode", false), ("failed_when", false)),
        Ask("Ask which release serves", "v2/models/{{ model_server_name }}", "model_server_answer", ("check_mode", false), ("failed_when", false)),
        Task("Tell", "debug", YamlMap.Of(("msg", YamlMap.Of(
            ("current", "{{ model_server_current.stat.lnk_target | default('none') | basename }}"),
            ("service", "{{ (ansible_facts.services[model_server_service] | default({})).state | default('not installed') }}"),
            ("serves", "{{ model_server_answer.json.versions | default(['nothing']) | join(', ') }}"),
            ("ready", "{{ model_server_ready.status == 200 }}"))))));

    public static YamlList Stop { get; } = List(
        Stat("Look for the unit", "{{ model_server_unit_file }}", "model_server_unit"),
        Task("Stop the server, now and with the host", "systemd", YamlMap.Of(("name", "{{ model_server_service }}"), ("state", "stopped"), ("enabled", false)), ("when", "model_server_unit.stat.exists")));
}

using static MLOpsBuild.Emitters.AnsibleTasks;

namespace MLOpsBuild.Emitters;

/// <summary>The tasks that make another release serve, and put the host back where it does not.</summary>
internal static class ChangeoverTasks
{
    private const string Restart = "Restart the model server";
    private const string Current = "{{ model_server_root }}/current";
    private const string HadUnit = "model_server_unit.stat.exists";
    private const string HadRelease = "model_server_current.stat.exists";
    private const string UrlBefore = "http://{{ (model_server_unit_text.content | b64decode).split('--urls http://')[1].split()[0] | regex_replace('^0[.]0[.]0[.]0:', '127.0.0.1:') }}";
    private const string WasActive = "model_server_state.status.ActiveState | default('') == 'active'";

    public static YamlList Handlers { get; } = List(
        Task(Restart, "systemd", Service(("state", "restarted"), ("daemon_reload", true)), ("when", $"{HadUnit} or {NotInCheckMode}")));

    private static YamlList Forward { get; } = List(
        Task("Write the unit", "template", YamlMap.Of(("src", "model_server.service.j2"), ("dest", "{{ model_server_unit_file }}"), ("owner", "root"), ("group", "root"), ("mode", "0644")), ("notify", Restart)),
        Task("Make the release current", "file", Link("releases/{{ model_server_target }}", ("force", "{{ ansible_check_mode }}")), ("notify", Restart)),
        Ask("Look whether another release serves still", "v2/models/{{ model_server_name }}", "model_server_serving",
            ("check_mode", false),
            ("failed_when", false),
            ("changed_when", "model_server_serving.status == 200 and model_server_serving.json.versions | default([]) != [model_server_target]"),
            ("notify", Restart)),
        Task("Restart where something changed", "meta", "flush_handlers"),
        Task("Start the server, now and with the host", "systemd", Service(("state", "started"), ("enabled", true)), ("when", $"{HadUnit} or {NotInCheckMode}")),
        AwaitReady("Wait until the server is ready", ("when", NotInCheckMode)),
        Ask("Ask which release serves", "v2/models/{{ model_server_name }}", "model_server_answer", ("when", NotInCheckMode)),
        Assert(
            "Require that the release serves",
            ["model_server_answer.json.versions == [model_server_target]"],
            "{{ model_server_answer.json.versions | default([]) | join(', ') }} serves instead of {{ model_server_target }}.",
            ("when", NotInCheckMode)),
        Task("Read the known rows", "slurp", YamlMap.Of(("path", Current + "/model/known-rows.json")), ("register", "model_server_known"), ("when", NotInCheckMode)),
        Task("Send the known rows", "uri", YamlMap.Of(
                ("url", "{{ model_server_url }}/predict"),
                ("use_proxy", false),
                ("method", "POST"),
                ("body_format", "json"),
                ("body", "{{ (model_server_known.content | b64decode | from_json).rows | map(attribute='cells') | list }}")),
            ("register", "model_server_predicted"),
            ("when", NotInCheckMode)),
        Assert(
            "Require the trained model's probabilities",
            ["(item.0.probability - item.1.probability) | abs <= 0.00001"],
            "The known row '{{ item.0.name }}' gets {{ item.1.probability }} instead of {{ item.0.probability }}.",
            ("loop", "{{ (model_server_known.content | b64decode | from_json).rows | zip(model_server_predicted.json) | list }}"),
            ("loop_control", YamlMap.Of(("label", "{{ item.0.name }}"))),
            ("when", NotInCheckMode)));

    private static YamlList Back { get; } = List(
        Task("Note what failed", "set_fact", YamlMap.Of(("model_server_failure", "{{ model_server_target }} does not serve and the host was put back. {{ ansible_failed_task.name }}: {{ ansible_failed_result.msg | default('failed') }}"))),
        Task("Put the unit back", "copy", YamlMap.Of(("content", "{{ model_server_unit_text.content | b64decode }}"), ("dest", "{{ model_server_unit_file }}"), ("owner", "root"), ("group", "root"), ("mode", "0644")), ("when", HadUnit)),
        Task("Make the release before current again", "file", Link("{{ model_server_current.stat.lnk_target }}"), ("when", HadRelease)),
        Task("Restart the release before", "systemd", Service(("state", "restarted"), ("daemon_reload", true)), ("when", WasActive)),
        Task("Stop the server where none ran", "systemd", Service(("state", "stopped"), ("enabled", "{{ model_server_state.status.UnitFileState | default('') == 'enabled' }}"), ("daemon_reload", true)), ("when", All($"not ({WasActive})", NotInCheckMode))),
        Task("Remove the link where no release was", "file", YamlMap.Of(("path", Current), ("state", "absent")), ("when", $"not {HadRelease}")),
        Task("Remove the unit where none was", "file", YamlMap.Of(("path", "{{ model_server_unit_file }}"), ("state", "absent")), ("when", $"not {HadUnit}")),
        Task("Have systemd forget a removed unit", "systemd", YamlMap.Of(("daemon_reload", true)), ("when", $"not {HadUnit}")),
        AwaitReady("Wait until the release before is ready, where its unit says", ("vars", YamlMap.Of(("model_server_url", UrlBefore))), ("when", All(WasActive, NotInCheckMode))));

    public static YamlList Changeover { get; } = List(
        Stat("Look which release is current", Current, "model_server_current"),
        Stat("Look for the unit", "{{ model_server_unit_file }}", "model_server_unit"),
        Task("Read the unit", "slurp", YamlMap.Of(("path", "{{ model_server_unit_file }}")), ("register", "model_server_unit_text"), ("when", HadUnit)),
        Task("Look whether a server runs", "systemd", Service(), ("register", "model_server_state"), ("when", HadUnit)),
        Block("Change over, and put the host back where that fails", Forward, Back, ("any_errors_fatal", false)));

    /// <summary>Fails a host that was put back and, where a failure ends the rollout, its whole step, once every host of the step has finished.</summary>
    public static YamlList Outcome(bool stopsAtFailure) => List(
        Assert(
            stopsAtFailure ? "End the rollout where a host failed" : "Fail where the host was put back",
            ["model_server_failure is not defined", .. stopsAtFailure ? ["ansible_play_hosts_all | difference(ansible_play_hosts) | length == 0"] : Array.Empty<string>()],
            "{{ model_server_failure | default('Another host failed; no host after it is changed.') }}",
            ("any_errors_fatal", stopsAtFailure)));

    private static YamlMap Service(params ReadOnlySpan<(string Key, YamlNode? Value)> arguments) => YamlMap.Of([("name", "{{ model_server_service }}"), .. arguments]);

    private static YamlMap Link(string source, params ReadOnlySpan<(string Key, YamlNode? Value)> arguments) =>
        YamlMap.Of([("src", source), ("dest", Current), ("state", "link"), ("follow", false), .. arguments]);
}

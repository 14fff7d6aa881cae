using static MLOpsBuild.Emitters.AnsibleTasks;

namespace MLOpsBuild.Emitters;

/// <summary>The tasks that make another release serve beside the one before, which ends only when the new one answers right.</summary>
internal static class ChangeoverTasks
{
    private const string Target = "{{ model_server_target }}";
    private const string Folder = "{{ model_server_root }}/releases/" + Target;
    private const string Trial = "{{ model_server_trial }}";
    private const string Next = "{{ model_server_prefix }}-{{ model_server_next }}";
    private const string Before = "{{ model_server_prefix }}-{{ model_server_slot }}";

    // The last words of a process that ended come to the journal after its end is known; --sync waits for them.
    private const string WordsScript = """journalctl --sync; exec journalctl --identifier "$1" --since "$2" --lines 5 --output cat --quiet --no-pager""";
    private const string HadServer = "model_server_serving.release is defined";

    public static YamlList Trying { get; } = List(
        Start("Start the release on a port of its own", Trial, "{{ model_server_unit_text | regex_replace('--urls http://[^\\s]+', '--urls http://127.0.0.1:0') | replace('Restart=on-failure', 'Restart=no') }}", [], ("register", "model_server_trial_started")),
        Own("Require the trained model's probabilities", "try", YamlMap.Of(("name", Trial), ("known_rows", Folder + "/model/known-rows.json"))));

    public static YamlList Changeover(bool stopsAtFailure) => List(
        Include("Try the release", "trial.yml", ("when", NotInCheckMode)),
        Assert(
            "Require that the trial passed on every host of this step",
            ["ansible_play_batch | map('extract', hostvars, 'model_server_failure') | select('defined') | length == 0", "ansible_play_batch | reject('in', ansible_play_hosts) | length == 0"],
            "The trial failed on another host of this step: nothing was changed over.",
            ("when", stopsAtFailure ? NotInCheckMode : "false")),
        Include("Tell what would serve", "tell.yml", ("when", "ansible_check_mode")),
        Start("Start the release beside the one before", Next, "{{ model_server_unit_text }}",
            [
                ("enabled", true), ("keep", Folder + "/{{ model_server_order.configuration }}.service"), ("group", "{{ model_server_user }}"),
                ("url", "{{ model_server_url }}"), ("model", "{{ model_server_name }}"), ("release", "{{ model_server_target }}"),
            ],
            ("register", "model_server_next_started")),
        Task("Name the record", "set_fact", YamlMap.Of(("model_server_record_next", YamlMap.Of(
            ("format", 1),
            ("serving", "{{ model_server_order | combine({'slot': model_server_next, 'since': model_server_now, 'by': model_server_by}) }}"),
            ("history", "{{ model_server_history | selectattr('release', 'in', model_server_wanted) | list }}"),
            ("kept", "{{ model_server_candidates | selectattr('release', 'in', model_server_wanted) | list }}"))))),
        HostTasks.Record("Record what serves", "{{ model_server_record_next }}"));

    /// <summary>What would change in the settings is read off the unit of what serves or, where that is gone, off the one that its deploy kept.</summary>
    public static YamlList Tell { get; } = List(
        Own("Compare the settings with those of what serves", "settings", YamlMap.Of(
                ("units", YamlList.Of(["{{ model_server_units }}/" + Before + ".service", "{{ model_server_root }}/releases/{{ model_server_serving.release }}/{{ model_server_serving.configuration }}.service"])),
                ("text", "{{ model_server_unit_text }}"),
                ("before", YamlList.Of(["{{ model_server_serving.release }}", Before])),
                ("after", YamlList.Of([Target, Next]))),
            ("register", "model_server_settings"), ("when", HadServer)),
        Task("Tell which release would serve", "debug", YamlMap.Of(("msg", $"{Target} would serve instead of {{{{ ([model_server_serving.release | default('nothing')] + model_server_settings.settings | default([])) | join('; ') }}}}")), ("changed_when", true)));

    public static YamlList Finish { get; } = List(
        Systemd("Stop the server before, its requests first", Before, [("state", "stopped"), ("enabled", false)], ("when", All(HadServer, NotInCheckMode))));

    /// <summary>What serves has served on: what this run started or unpacked beside it goes.</summary>
    public static YamlList Back(ServerWay way) => List(
    [
        Task("Read what the server said", "command", YamlMap.Of(("argv", YamlList.Of(["/bin/sh", "-c", WordsScript, "sh", "{{ model_server_prefix ~ '-' ~ model_server_next if model_server_next_started is defined else model_server_trial }}", "-{{ (model_server_patience_seconds | int) + 30 }}s"]))),
            ("register", "model_server_words"), ("changed_when", false), ("failed_when", false), ("when", "model_server_trial_started is defined or model_server_next_started is defined")),
        Task("Note what failed", "set_fact", YamlMap.Of(("model_server_failure", "{{ model_server_target }} does not serve; {{ model_server_serving.release | default('nothing') }} serves as before. {{ ansible_failed_task.name }}: {{ model_server_reason }}{{ model_server_said }}")),
            ("vars", YamlMap.Of(
                ("model_server_item_reasons", "{{ ansible_failed_result.results | default([]) | selectattr('failed', 'defined') | selectattr('failed') | map(attribute='msg') | list }}"),
                ("model_server_reason", "{{ (model_server_item_reasons + [ansible_failed_result.msg | default('failed')]) | first }}"),
                ("model_server_said", "{{ ' The server said: ' ~ (model_server_words.stdout | trim) if model_server_words.stdout | default('') | trim | length > 0 else '' }}")))),
        Task("Stop what was started", "systemd", YamlMap.Of(("name", "{{ item }}.service"), ("state", "stopped"), ("enabled", false)), ("loop", YamlList.Of([Trial, Next])), ("failed_when", false)),
        Systemd("Start the server before where it ended meanwhile", Before, [("state", "started")], ("when", All(HadServer, "model_server_states[model_server_slot].active == 'active'"))),
        ReleaseTasks.Remove("the release", Folder, "the model"),
        .. way.Remove,
        HostTasks.Record("End the journal", "{{ model_server_settled }}"),
    ]);

    /// <summary>Fails a host that went back and, where a failure ends the rollout, its whole step, once every host of the step has finished.</summary>
    public static YamlList Outcome(bool stopsAtFailure) => List(
        Task("Tell how it went", "debug", YamlMap.Of(("msg", YamlMap.Of(
            ("outcome", "{{ 'went-back' if model_server_failure is defined else 'unchanged' if model_server_is_right else 'changed' }}"),
            ("serves", "{{ model_server_serving.release | default('') if model_server_failure is defined else model_server_target }}"),
            ("failure", "{{ model_server_failure | default('') }}"))))),
        Assert(
            stopsAtFailure ? "End the rollout where a host failed" : "Fail where the host went back",
            ["model_server_failure is not defined", .. stopsAtFailure ? ["ansible_play_hosts_all | difference(ansible_play_hosts) | length == 0"] : Array.Empty<string>()],
            "{{ model_server_failure | default('Another host failed; no host after it is changed.') }}",
            ("any_errors_fatal", stopsAtFailure)));

    private static YamlMap Start(string name, string unit, string text, (string Key, YamlNode? Value)[] arguments, params ReadOnlySpan<(string Key, YamlNode? Value)> keywords) =>
        Own(name, "start", YamlMap.Of([("name", unit), ("text", text), ("units", "{{ model_server_units }}"), .. arguments]), keywords);
}

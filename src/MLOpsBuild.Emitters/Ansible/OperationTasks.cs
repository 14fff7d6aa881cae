using static MLOpsBuild.Emitters.AnsibleTasks;

namespace MLOpsBuild.Emitters;

/// <summary>The tasks that go back, tell, watch and stop.</summary>
internal static class OperationTasks
{
    private const string Folder = "{{ model_server_root }}/releases/{{ model_server_target }}";
    private const string HasGoal = "model_server_goal | length > 0";

    public static YamlList Rollback { get; } = List(
    [
        Import("Look at the host", "look.yml"),
        .. HostTasks.Ready,
        Task("Choose the release", "set_fact", YamlMap.Of(("model_server_goal", "{{ model_server_goals | last | default({}) }}"))),
        Assert(
            "Require a release to go back to",
            [$"{HasGoal} or model_server_undo | bool"],
            "The host {{ 'has no release ' ~ model_server_release if model_server_release is defined else 'knows of no earlier release' }}; it keeps {{ model_server_keeps }}. Name one of these with -e model_server_release=VERSION, or deploy.",
            ("vars", YamlMap.Of(("model_server_keeps", "{{ model_server_record.kept | default([]) | map(attribute='release') | join(', ') | default('none', true) }}")))),
        Include("Go back to it", "back.yml", ("when", HasGoal)),
        Include("Go back to nothing", "undo.yml", ("when", $"not ({HasGoal})")),
        Import("Judge the host", "outcome.yml"),
    ]);

    public static YamlList Back { get; } = List(
        Task("Name the release", "set_fact", YamlMap.Of(
            ("model_server_target", "{{ model_server_goal.release }}"),
            ("model_server_order", "{{ model_server_goal }}"),
            ("model_server_history", "{{ model_server_past[: model_server_goal_place | int] if model_server_goal_place | int >= 0 else model_server_past + model_server_was }}")),
            ("vars", YamlMap.Of(
                ("model_server_past_names", "{{ model_server_past | map(attribute='release') | reverse | list }}"),
                ("model_server_goal_place", "{{ (model_server_past | length) - 1 - model_server_past_names.index(model_server_goal.release) if model_server_goal.release in model_server_past_names else -1 }}")))),
        Task("Read the release's unit", "slurp", YamlMap.Of(("path", Folder + "/{{ model_server_goal.configuration }}.service")), ("register", "model_server_unit_kept")),
        Task("Take the release's unit", "set_fact", YamlMap.Of(("model_server_unit_text", "{{ model_server_unit_kept.content | b64decode }}"))),
        Include("Change over to the release", "return.yml", ("when", "not model_server_is_right")));

    public static YamlList Return(ServerWay way) => List(
        Block(
            "Change over to the release, and leave the host as it was where that fails",
            List(HostTasks.Begin("rollback"), Import("Change over to the release", "changeover.yml")),
            ChangeoverTasks.Back(way),
            ("any_errors_fatal", false)),
        Include("End the server before", "finish.yml", ("when", "model_server_failure is not defined")));

    public static YamlList Undo { get; } = List(
        Task("Name nothing", "set_fact", YamlMap.Of(("model_server_target", ""), ("model_server_is_right", "{{ model_server_serving.release is not defined }}"))),
        Import("Stop the server", "stopping.yml"),
        HostTasks.Record("Record that nothing serves", "{{ model_server_settled | combine({'serving': {}}) }}", ("when", "model_server_serving.release is defined")));

    public static YamlList Stopping { get; } = List(
        Systemd("Stop the server, now and with the host", "{{ model_server_prefix }}-{{ model_server_slot }}", [("state", "stopped"), ("enabled", false)], ("register", "model_server_stopped"), ("when", "model_server_serving.release is defined")));

    public static YamlList Status { get; } = List(
        Import("Look at the host", "look.yml"),
        Task("Tell", "debug", YamlMap.Of(("msg", YamlMap.Of(
            ("record", "{{ model_server_record }}"),
            ("serves", "{{ model_server_look.serves | join(', ') }}"),
            ("unit", "{{ model_server_look.units[model_server_slot] }}"),
            ("states", "{{ dict(model_server_states.keys() | zip(model_server_states.values() | map(attribute='active'))) }}"),
            ("enabled", "{{ model_server_states[model_server_slot].enabled }}"))))));

    public static YamlList Monitor { get; } = List(
        Ask("Read the server's counts", "metrics", "model_server_metrics"),
        Task("Tell", "debug", YamlMap.Of(("msg", YamlMap.Of(("metrics", "{{ model_server_metrics.content.splitlines() | select('match', '^mlopsbuild_(model_info|requests_total|request_duration_seconds|prediction_probability)') | list }}"))))));

    public static YamlList Stop { get; } = List(
    [
        Import("Look at the host", "look.yml"),
        .. HostTasks.Ready,
        Import("Stop the server", "stopping.yml"),
        Task("Tell how it went", "debug", YamlMap.Of(("msg", YamlMap.Of(
            ("outcome", "{{ 'changed' if model_server_stopped.changed | default(false) else 'unchanged' }}"),
            ("serves", ""))))),
    ]);
}

using static MLOpsBuild.Emitters.AnsibleTasks;

namespace MLOpsBuild.Emitters;

/// <summary>The tasks that hold a host for one run, learn what it has and put right what an earlier run left half done.</summary>
internal static class HostTasks
{
    private static readonly YamlList ForItself = All("model_server_holder | length > 0", "not model_server_held | bool", NotInCheckMode);
    private const string Lock = "{{ model_server_lock_file }}";

    // A link's making either succeeds or fails, whoever else tries, and its target says who holds the host.
    private const string TakeScript = """[ -n "$3" ] && [ "$(readlink "$2")" = "$3" ] && rm "$2"; ln -s -T -- "$1" "$2" 2>/dev/null; readlink "$2" """;
    private const string FreeScript = """[ "$(readlink "$2")" != "$1" ] || rm "$2" """;

    public static YamlList Hold { get; } = List(Include("Hold the host", "holding.yml", ("when", ForItself)));

    public static YamlList Holding { get; } = List(
        Script("Take the host where nobody has it", TakeScript, [("register", "model_server_hold")]),
        Task("Tell who holds the host", "debug", YamlMap.Of(("msg", YamlMap.Of(("holder", "{{ model_server_hold.stdout }}"))))),
        Assert(
            "Require that no other run holds the host",
            ["model_server_hold.stdout == model_server_holder"],
            "The host is held by {{ model_server_hold.stdout }}: wait until that has ended; where it is gone, take over with -e 'model_server_take_over={{ model_server_hold.stdout }}'."));

    public static YamlList Free { get; } = List(Include("Free the host", "freeing.yml", ("when", ForItself)));

    public static YamlList Freeing { get; } = List(Script("Free the host where this run holds it", FreeScript, []));

    public static YamlList Observe { get; } = List(
        Stat("Look for the record of the deployment", "{{ model_server_record_file }}", "model_server_record_stat"),
        Task("Read the record of the deployment", "slurp", YamlMap.Of(("path", "{{ model_server_record_file }}")), ("register", "model_server_record_text"), ("when", "model_server_record_stat.stat.exists")),
        Assert(
            "Require a record that this role can read",
            ["model_server_record.format | default(1) == 1"],
            "{{ model_server_record_file }} has the format {{ model_server_record.format | default(1) }}, and this role knows 1: use the version of MLOpsBuild that wrote it."),
        Task("Look which servers run", "systemd", YamlMap.Of(("name", "{{ model_server_prefix }}-{{ item }}.service")), ("register", "model_server_slots"), ("loop", YamlList.Of(["a", "b", "trial"]))),
        Hash("Look for the unit of the server", "{{ model_server_units }}/{{ model_server_prefix }}-{{ model_server_slot }}.service", "model_server_unit"),
        Ask("Ask which release serves", "v2/models/{{ model_server_name }}", "model_server_answer", ("failed_when", false), ("when", "model_server_serving.release is defined")));

    /// <summary>Only what the record says may serve: whatever an interrupted run started beside it is stopped.</summary>
    public static YamlList Recover { get; } = List(
        Stat("Look who holds the host", Lock, "model_server_lock"),
        NotHeldByAnother,
        Task("Tell what was half done", "debug", YamlMap.Of(("msg", "The {{ model_server_record.journal.action }} of {{ model_server_record.journal.release }} that {{ model_server_record.journal.by }} began at {{ model_server_record.journal.since }} was not finished; {{ model_server_serving.release | default('nothing') }} serves. It is undone first.")),
            ("when", "model_server_record.journal is defined")),
        Task("Stop what an interrupted run started", "systemd", YamlMap.Of(("name", "{{ model_server_prefix }}-{{ item }}.service"), ("state", "stopped"), ("enabled", false)),
            ("loop", "{{ ['a', 'b', 'trial'] | reject('==', model_server_serving.slot | default('')) | list }}"),
            ("when", "model_server_states[item].ActiveState | default('inactive') not in ['inactive', 'failed'] or model_server_states[item].UnitFileState | default('') == 'enabled'")));

    /// <summary>Begins the journal, so that a run that ends at any later point is known to have been half done.</summary>
    public static YamlMap Begin(string action) => Record(
        "Begin the journal",
        "{{ model_server_settled | combine({'journal': {'action': '" + action + "', 'release': model_server_target, 'by': model_server_by, 'since': model_server_now}}) | to_nice_json }}\n");

    public static YamlMap Record(string name, string content, params ReadOnlySpan<(string Key, YamlNode? Value)> keywords) =>
        Write(name, "{{ model_server_record_file }}", content, "{{ model_server_user }}", "0640", keywords);

    private static YamlMap NotHeldByAnother => Assert(
        "Require that no other run holds the host",
        ["not model_server_lock.stat.exists or model_server_lock.stat.lnk_target | default('') == model_server_holder"],
        "The host is held by {{ model_server_lock.stat.lnk_target | default('an unknown run') }}: wait until that has ended; where it is gone, take over with -e 'model_server_take_over={{ model_server_lock.stat.lnk_target | default('') }}'.");

    private static YamlMap Script(string name, string script, (string Key, YamlNode? Value)[] keywords) =>
        Task(name, "command", YamlMap.Of(("argv", YamlList.Of(["/bin/sh", "-c", script.Trim(), "sh", "{{ model_server_holder }}", Lock, "{{ model_server_take_over }}"]))), [("changed_when", false), .. keywords]);
}

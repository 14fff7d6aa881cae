using static MLOpsBuild.Emitters.AnsibleTasks;

namespace MLOpsBuild.Emitters;

/// <summary>The tasks that hold a host for one run, learn what it has and put right what an earlier run left half done.</summary>
internal static class HostTasks
{
    private static readonly YamlList ForItself = All("model_server_holder | length > 0", "not model_server_held | bool", NotInCheckMode);
    private const string Lock = "{{ model_server_lock_file }}";

    // Words of the holder may be anything, and none of them is the shell's. Nothing but the shell is asked of the host: its Python takes much longer.
    private const string FreeScript = """[ "$(readlink {{ model_server_lock_file }})" != {{ model_server_holder | quote }} ] || rm {{ model_server_lock_file }}""";

    public static YamlList Hold { get; } = List(Include("Hold the host", "look.yml", ("when", ForItself)));

    public static YamlList Free { get; } = List(Include("Free the host", "freeing.yml", ("when", ForItself)));

    public static YamlList Freeing { get; } = List(
        Task("Free the host where this run holds it", "raw", FreeScript, ("changed_when", false)));

    public static YamlList Look(bool mustBeSigned) => List(
        Own("Look what the host has", "look", YamlMap.Of(
                ("name", "{{ model_server_name }}"),
                ("user", "{{ model_server_user }}"),
                ("prefix", "{{ model_server_prefix }}"),
                ("root", "{{ model_server_root }}"),
                ("units", "{{ model_server_units }}"),
                ("runtime", "{{ model_server_runtime }}"),
                ("url", "{{ model_server_url }}"),
                ("lock", Lock),
                ("holder", "{{ model_server_holder }}"),
                ("take_over", "{{ model_server_take_over }}"),
                ("trust", mustBeSigned ? "{{ model_server_trust_file }}" : null)),
            ("register", "model_server_look")));

    /// <summary>What a host must be before it is changed; the tasks that put it right run only where it is not so.</summary>
    public static YamlMap[] Ready { get; } =
    [
        Assert(
            "Require that no other run holds the host",
            ["model_server_look.holder in ['', model_server_holder]"],
            "The host is held by {{ model_server_look.holder }}: wait until that has ended; where it is gone, take over with -e 'model_server_take_over={{ model_server_look.holder }}'."),
        Include("Put right what was half done", "recover.yml", ("when", "model_server_record.journal is defined or model_server_strays | length > 0")),
    ];

    /// <summary>Only what the record says may serve: whatever an interrupted run started beside it is stopped.</summary>
    public static YamlList Recover(ServerWay way) => List(
    [
        Task("Tell what was half done", "debug", YamlMap.Of(("msg", "The {{ model_server_record.journal.action }} of {{ model_server_record.journal.release }} that {{ model_server_record.journal.by }} began at {{ model_server_record.journal.since }} was not finished; {{ model_server_serving.release | default('nothing') }} serves. It is undone first.")),
            ("when", "model_server_record.journal is defined")),
        Task("Stop what an interrupted run started", "systemd", YamlMap.Of(("name", "{{ model_server_prefix }}-{{ item }}.service"), ("state", "stopped"), ("enabled", false)),
            ("loop", "{{ model_server_strays }}")),
        .. way.Recover,
    ]);

    /// <summary>Begins the journal, so that a run that ends at any later point is known to have been half done.</summary>
    public static YamlMap Begin(string action) => Record(
        "Begin the journal",
        "{{ model_server_settled | combine({'journal': {'action': '" + action + "', 'release': model_server_target, 'by': model_server_by, 'since': model_server_now}}) }}");

    public static YamlMap Record(string name, string record, params ReadOnlySpan<(string Key, YamlNode? Value)> keywords) =>
        Own(name, "record", YamlMap.Of(("path", "{{ model_server_record_file }}"), ("record", record), ("group", "{{ model_server_user }}")), keywords);
}

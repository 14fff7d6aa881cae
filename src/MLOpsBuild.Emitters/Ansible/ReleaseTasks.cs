using static MLOpsBuild.Emitters.AnsibleTasks;

namespace MLOpsBuild.Emitters;

/// <summary>The tasks of a deploy up to the changeover: check, prepare, unpack.</summary>
internal static class ReleaseTasks
{
    private const string Folder = "{{ model_server_root }}/releases/{{ model_server_target }}";
    private const string Mark = "/digest";
    private const string ReadersGroup = "{{ model_server_user }}";

    /// <summary>Holds a host, and compares it with what was ordered; done on all hosts at once, before the first one is changed.</summary>
    public static YamlList Order(ServerWay way) => List(
        Import("Look at the host", "look.yml"),
        Import("Check the package", "package.yml"),
        Task("Compare the host with the order", "set_fact", YamlMap.Of(
            ("model_server_target", "{{ model_server_release }}"),
            ("model_server_order", $"{{{{ {{'release': model_server_release, 'digest': model_server_digest, 'server': {way.Server}, 'configuration': model_server_unit_text | hash('sha256')}} }}}}")),
            ("vars", YamlMap.Of(("model_server_target", "{{ model_server_release }}")))));

    public static YamlList Main { get; } = List(
        Include("Compare the host with the order", "order.yml", ("when", "model_server_order is not defined")),
        Include("Look at the host again where it is to be changed", "look.yml", ("when", "not model_server_is_right")),
        Include("Deploy the release", "deploy.yml", ("when", "not model_server_is_right")),
        Import("Judge the host", "outcome.yml"));

    public static YamlList Deploy(bool mustBeSigned, ServerWay way) => List(
    [
        .. mustBeSigned ? [Import("Hold the package to its signatures", "signature.yml")] : Array.Empty<YamlMap>(),
        way.Require,
        Include("Prepare the host", "host.yml", ("when", "not model_server_look.is_prepared")),
        .. HostTasks.Ready,
        Block(
            "Deploy, and leave the host as it was where that fails",
            List(
                HostTasks.Begin("deploy"),
                Import("Unpack the release", "unpack.yml"),
                Import("Change over to the release", "changeover.yml")),
            ChangeoverTasks.Back(way),
            ("any_errors_fatal", false)),
        Include("End the server before", "finish.yml", ("when", "model_server_failure is not defined")),
        Include("Remove releases beyond those to keep", "prune.yml", ("when", "model_server_failure is not defined")),
    ]);

    public static YamlList Package(bool mustBeSigned, ServerWay way) => List(
    [
        Assert(
            "Hold release and digest against their form",
            ["model_server_release is regex('[0-9A-Za-z][0-9A-Za-z._-]{0,127}', match_type='fullmatch')", "model_server_digest is regex('sha256:[0-9a-f]{64}', match_type='fullmatch')"],
            "Release '{{ model_server_release }}' or digest '{{ model_server_digest }}' is none: give a version such as 1.2.3 and sha256: with 64 hexadecimal digits."),
        Assert(
            "Check the package by its digest",
            ["model_server_manifest is file", "lookup('ansible.builtin.file', model_server_manifest, rstrip=false) | hash('sha256') == model_server_digest[7:]"],
            "There is no package {{ model_server_digest }} in {{ model_server_package }}: package the release, or name the digest that index.json there has."),
        .. way.Collect,
        .. mustBeSigned ? SignatureTasks.Collect : [],
    ]);

    public static YamlList Host { get; } = List(
        Task("Make the group", "group", YamlMap.Of(("name", "{{ model_server_user }}"), ("system", true))),
        Task("Make the user, who cannot log in", "user", YamlMap.Of(
            ("name", "{{ model_server_user }}"),
            ("group", "{{ model_server_user }}"),
            ("system", true),
            ("shell", "/usr/sbin/nologin"),
            ("home", "/nonexistent"),
            ("create_home", false))),
        Task("Make the folder of all models", "file", YamlMap.Of(("path", "{{ model_server_root | dirname }}"), ("state", "directory"), ("owner", "root"), ("group", "root"), ("mode", "0755"))),
        Task("Make the model's folders", "file", Directory("{{ item }}"), ("loop", YamlList.Of(["{{ model_server_root }}", "{{ model_server_root }}/releases", "{{ model_server_root }}/servers"]))));

    public static YamlList Unpack(ServerWay way) => List(
    [
        Assert(
            "Require that a version is one package for ever",
            ["model_server_look.releases[model_server_target] | default('', true) in ['', model_server_digest]"],
            "The host has {{ model_server_target }} already, with another digest than {{ model_server_digest }}: give the package a new version."),
        .. Unpacking("the model", Folder, "model", "{{ model_server_package }}/blobs/sha256/{{ model_server_layer }}", "{{ model_server_layer }}", "{{ model_server_digest }}", "model_server_look.releases[model_server_target]", "package the release again"),
        .. way.Bring,
    ]);

    public static YamlList Prune(ServerWay way) => List(
    [
        Task("Remove releases and servers beyond those to keep", "file", YamlMap.Of(("path", "{{ item }}"), ("state", "absent")),
            ("loop", $"{{{{ model_server_gone | map('regex_replace', '$', '{Mark}') | list + model_server_gone }}}}"),
            ("vars", YamlMap.Of(
                ("model_server_gone", "{{ (model_server_found_releases + model_server_found_servers) | reject('in', model_server_kept_releases + model_server_kept_servers) | list }}"),
                ("model_server_found_releases", Paths("releases", "model_server_look.releases")),
                ("model_server_found_servers", Paths("servers", "model_server_look.servers")),
                ("model_server_kept_releases", Paths("releases", "model_server_record_next.kept | map(attribute='release')")),
                ("model_server_kept_servers", Paths("servers", "model_server_record_next.kept | map(attribute='server')"))))),
        .. way.Prune,
    ]);

    /// <summary>Removes what this run unpacked: first the mark of what is complete, so that an interrupted removal leaves nothing that counts.</summary>
    public static YamlMap Remove(string what, string folder, string sent) => Task($"Remove {what} where it was not", "file", YamlMap.Of(("path", "{{ item }}"), ("state", "absent")),
        ("loop", YamlList.Of([folder + Mark, folder])),
        ("when", Sent(sent)));

    /// <summary>Brings an archive to a host that has not unpacked it; a host's folder without the mark of what is complete counts for nothing.</summary>
    public static YamlMap[] Unpacking(string what, string folder, string inside, string archive, string checksum, string mark, string found, string remedy)
    {
        var (missing, sent) = ($"{found} | default('', true) | length == 0", SentOf(what));
        return
        [
            Task($"Send {what}", "copy", YamlMap.Of(("src", archive), ("dest", folder + "/"), ("owner", "root"), ("group", "root"), ("mode", "0600")),
                ("register", sent), ("when", All(missing, NotInCheckMode))),
            Own($"Unpack {what}", "unpack", YamlMap.Of(
                    ("folder", folder), ("archive", $"{{{{ {sent}.dest | default('') | basename }}}}"), ("sha256", checksum), ("inside", inside), ("mark", mark), ("group", ReadersGroup), ("remedy", remedy)),
                ("when", missing)),
        ];
    }

    /// <summary>Whether this run sent something to a host.</summary>
    public static YamlList Sent(string what) => All($"{SentOf(what)} is defined", $"{SentOf(what)} is not skipped");

    private static string SentOf(string what) => $"model_server_{what[(what.LastIndexOf(' ') + 1)..]}_sent";

    private static string Paths(string folder, string names) => $"{{{{ {names} | map('regex_replace', '^', model_server_root ~ '/{folder}/') | list }}}}";

    private static YamlMap Directory(string path) =>
        YamlMap.Of(("path", path), ("state", "directory"), ("owner", "root"), ("group", ReadersGroup), ("mode", "0750"));
}

using static MLOpsBuild.Emitters.AnsibleTasks;

namespace MLOpsBuild.Emitters;

/// <summary>The tasks of a deploy up to the changeover: check, prepare, unpack.</summary>
internal static class ReleaseTasks
{
    private const string Folder = "{{ model_server_root }}/releases/{{ model_server_target }}";
    private const string ReadersGroup = "{{ model_server_user }}";

    public static YamlList Main(ServerWay way) => List(
        Task("Name the release", "set_fact", YamlMap.Of(("model_server_target", "{{ model_server_release }}"))),
        Import("Check the package", "package.yml"),
        Import("Look what the host has", "observe.yml"),
        Task("Compare the host with the order", "set_fact", YamlMap.Of(
            ("model_server_order", $"{{{{ {{'release': model_server_target, 'digest': model_server_digest, 'server': {way.Server}, 'configuration': model_server_unit_text | hash('sha256')}} }}}}"))),
        Include("Deploy the release", "deploy.yml", ("when", "not model_server_is_right")),
        Import("Judge the host", "outcome.yml"));

    public static YamlList Deploy(bool mustBeSigned, ServerWay way) => List(
    [
        .. mustBeSigned ? [Import("Hold the package to its signatures", "signature.yml")] : Array.Empty<YamlMap>(),
        Import("Prepare the host", "host.yml"),
        Import("Put right what was half done", "recover.yml"),
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

    public static YamlList Host(ServerWay way) => List(
    [
        .. way.Require,
        Task("Make the group", "group", YamlMap.Of(("name", "{{ model_server_user }}"), ("system", true))),
        Task("Make the user, who cannot log in", "user", YamlMap.Of(
            ("name", "{{ model_server_user }}"),
            ("group", "{{ model_server_user }}"),
            ("system", true),
            ("shell", "/usr/sbin/nologin"),
            ("home", "/nonexistent"),
            ("create_home", false))),
        Task("Make the folder of all models", "file", YamlMap.Of(("path", "{{ model_server_root | dirname }}"), ("state", "directory"), ("owner", "root"), ("group", "root"), ("mode", "0755"))),
        Task("Make the model's folders", "file", Directory("{{ item }}"), ("loop", YamlList.Of(["{{ model_server_root }}", "{{ model_server_root }}/releases", "{{ model_server_root }}/servers"]))),
    ]);

    public static YamlList Unpack(ServerWay way) => List(
    [
        Stat("Look for the release", Folder + "/digest", "model_server_unpacked"),
        Task("Read the digest of the release on the host", "slurp", YamlMap.Of(("path", Folder + "/digest")), ("register", "model_server_unpacked_digest"), ("when", "model_server_unpacked.stat.exists")),
        Assert(
            "Require that a version is one package for ever",
            ["model_server_unpacked_digest.content | b64decode | trim == model_server_digest"],
            "The host has {{ model_server_target }} already, with another digest than {{ model_server_digest }}: give the package a new version.",
            ("when", "model_server_unpacked.stat.exists")),
        Task("Tell what would be unpacked", "debug", YamlMap.Of(("msg", $"{Folder} would be unpacked from {{{{ model_server_digest }}}}")), ("changed_when", true), ("when", All("not model_server_unpacked.stat.exists", "ansible_check_mode"))),
        Unpacking("the model", Folder, "/model", "{{ model_server_package }}/blobs/sha256/{{ model_server_layer }}", "model_server_layer", "{{ model_server_digest }}", "model_server_unpacked", "package the release again"),
        .. way.Bring,
        Write("Keep the unit with the release", Folder + "/{{ model_server_order.configuration }}.service", "{{ model_server_unit_text }}", ReadersGroup, "0640", ("when", $"model_server_unpacked.stat.exists or {NotInCheckMode}")),
    ]);

    public static YamlList Prune(ServerWay way) => List(
    [
        Task("Find releases and servers", "find", YamlMap.Of(("paths", YamlList.Of(["{{ model_server_root }}/releases", "{{ model_server_root }}/servers"])), ("file_type", "directory")), ("register", "model_server_found"), ("when", NotInCheckMode)),
        Task("Remove those beyond the ones to keep", "file", YamlMap.Of(("path", "{{ item }}"), ("state", "absent")),
            ("loop", "{{ model_server_found.files | default([]) | map(attribute='path') | reject('in', model_server_kept_paths) | list }}"),
            ("vars", YamlMap.Of(
                ("model_server_kept_releases", "{{ model_server_record_next.kept | map(attribute='release') | map('regex_replace', '^', model_server_root ~ '/releases/') | list }}"),
                ("model_server_kept_servers", "{{ model_server_record_next.kept | map(attribute='server') | map('regex_replace', '^', model_server_root ~ '/servers/') | list }}"),
                ("model_server_kept_paths", "{{ model_server_kept_releases + model_server_kept_servers }}")))),
        .. way.Prune,
    ]);

    public static YamlMap Unpacking(string what, string folder, string inside, string archive, string checksum, string mark, string found, string remedy) => Block(
        $"Unpack {what} where it is not",
        List(
            Task($"Remove what an interrupted run left of {what}", "file", YamlMap.Of(("path", folder), ("state", "absent"))),
            Task($"Make the folders of {what}", "file", Directory("{{ item }}"), ("loop", YamlList.Of(inside.Length == 0 ? [folder] : [folder, folder + inside]))),
            Task($"Send {what}", "copy", YamlMap.Of(("src", archive), ("dest", folder + "/content.tar"), ("owner", "root"), ("group", "root"), ("mode", "0600"))),
            Hash($"Hash {what} on the host", folder + "/content.tar", "model_server_content"),
            Assert($"Check {what} on the host by its digest", [$"model_server_content.stat.checksum == {checksum}"], $"What came to the host has the digest sha256:{{{{ model_server_content.stat.checksum }}}}, not sha256:{{{{ {checksum} }}}}: {remedy}."),
            Task($"Unpack {what}", "unarchive", YamlMap.Of(("src", folder + "/content.tar"), ("dest", folder + inside), ("remote_src", true), ("owner", "root"), ("group", ReadersGroup), ("mode", "u=rwX,g=rX,o="))),
            Task($"Remove the archive of {what}", "file", YamlMap.Of(("path", folder + "/content.tar"), ("state", "absent"))),
            Write($"Mark {what} as complete", folder + "/digest", mark + "\n", ReadersGroup, "0640")),
        null,
        ("when", All($"not {found}.stat.exists", NotInCheckMode)));

    private static YamlMap Directory(string path) =>
        YamlMap.Of(("path", path), ("state", "directory"), ("owner", "root"), ("group", ReadersGroup), ("mode", "0750"));
}

using static MLOpsBuild.Emitters.AnsibleTasks;

namespace MLOpsBuild.Emitters;

/// <summary>The tasks of a deploy around the changeover: check, prepare, unpack, remember, remove.</summary>
internal static class ReleaseTasks
{
    private const string Folder = "{{ model_server_root }}/releases/{{ model_server_release }}";
    private const string Owner = "root";
    private const string ReadersGroup = "{{ model_server_user }}";

    public static YamlList Main { get; } = List(
        Import("Check the package", "package.yml"),
        Import("Prepare the host", "host.yml"),
        Import("Unpack the release", "unpack.yml"),
        Task("Change over to the release", "import_tasks", YamlMap.Of(("file", "changeover.yml")), ("vars", YamlMap.Of(("model_server_target", "{{ model_server_release }}")))),
        Task("Remember and remove releases", "import_tasks", YamlMap.Of(("file", "prune.yml")), ("when", "model_server_failure is not defined")),
        Import("Judge the host", "outcome.yml"));

    public static YamlList Package { get; } = List(
        Assert(
            "Hold release and digest against their form",
            ["model_server_release is regex('[0-9A-Za-z][0-9A-Za-z._-]{0,127}', match_type='fullmatch')", "model_server_digest is regex('sha256:[0-9a-f]{64}', match_type='fullmatch')"],
            "Release '{{ model_server_release }}' or digest '{{ model_server_digest }}' is none: give a version such as 1.2.3 and sha256: with 64 hexadecimal digits."),
        Assert(
            "Check the package by its digest",
            ["model_server_manifest is file", "lookup('ansible.builtin.file', model_server_manifest, rstrip=false) | hash('sha256') == model_server_digest[7:]"],
            "There is no package {{ model_server_digest }} in {{ model_server_package }}: package the release, or name the digest that index.json there has."),
        Assert(
            "Look for the compiled server",
            ["(model_server_program ~ '/MLOpsBuild.Serving.dll') is file"],
            "There is no server in {{ model_server_program }}: ./build.sh Package compiles it."));

    public static YamlList Host { get; } = List(
        Stat("Look for .NET", "{{ model_server_dotnet }}", "model_server_runtime", ("follow", true)),
        Assert("Require .NET", ["model_server_runtime.stat.exists"], "{{ model_server_dotnet }} is missing: install the ASP.NET Core 10 runtime, or say in model_server_dotnet where it is."),
        Task("Make the group", "group", YamlMap.Of(("name", "{{ model_server_user }}"), ("system", true))),
        Task("Make the user, who cannot log in", "user", YamlMap.Of(
            ("name", "{{ model_server_user }}"),
            ("group", "{{ model_server_user }}"),
            ("system", true),
            ("shell", "/usr/sbin/nologin"),
            ("home", "/nonexistent"),
            ("create_home", false))),
        Task("Make the folder of all models", "file", YamlMap.Of(("path", "{{ model_server_root | dirname }}"), ("state", "directory"), ("owner", Owner), ("group", Owner), ("mode", "0755"))),
        Task("Make the model's folders", "file", Directory("{{ item }}"), ("loop", YamlList.Of(["{{ model_server_root }}", "{{ model_server_root }}/releases"]))));

    public static YamlList Unpack { get; } = List(
        Stat("Look for the release", Folder + "/digest", "model_server_unpacked"),
        Task("Read the digest of the release on the host", "slurp", YamlMap.Of(("path", Folder + "/digest")), ("register", "model_server_unpacked_digest"), ("when", "model_server_unpacked.stat.exists")),
        Assert(
            "Require that a version is one package for ever",
            ["model_server_unpacked_digest.content | b64decode | trim == model_server_digest"],
            "The host has {{ model_server_release }} already, with another digest than {{ model_server_digest }}: give the package a new version.",
            ("when", "model_server_unpacked.stat.exists")),
        Task("Tell what would be unpacked", "debug", YamlMap.Of(("msg", $"{Folder} would be unpacked from {{{{ model_server_digest }}}}")), ("changed_when", true), ("when", All("not model_server_unpacked.stat.exists", "ansible_check_mode"))),
        Block(
            "Unpack a release that is not here",
            List(
                Task("Remove what an interrupted deploy left", "file", YamlMap.Of(("path", Folder), ("state", "absent"))),
                Task("Make the release's folders", "file", Directory("{{ item }}"), ("loop", YamlList.Of([Folder, Folder + "/model", Folder + "/server"]))),
                Task("Send the package", "copy", YamlMap.Of(("src", "{{ model_server_package }}/blobs/sha256/{{ model_server_layer }}"), ("dest", Folder + "/content.tar"), ("owner", Owner), ("group", Owner), ("mode", "0600"))),
                Stat("Hash the package on the host", Folder + "/content.tar", "model_server_content", ("checksum_algorithm", "sha256")),
                Assert("Check the package on the host by its digest", ["model_server_content.stat.checksum == model_server_layer"], "The package on the host has the digest sha256:{{ model_server_content.stat.checksum }}, not sha256:{{ model_server_layer }}: package the release again."),
                Task("Unpack the model", "unarchive", YamlMap.Of(("src", Folder + "/content.tar"), ("dest", Folder + "/model"), ("remote_src", true), ("owner", Owner), ("group", ReadersGroup), ("mode", "u=rwX,g=rX,o="))),
                Task("Remove the package", "file", YamlMap.Of(("path", Folder + "/content.tar"), ("state", "absent"))),
                Task("Send the server", "copy", YamlMap.Of(("src", "{{ model_server_program }}/"), ("dest", Folder + "/server/"), ("owner", Owner), ("group", ReadersGroup), ("mode", "0640"), ("directory_mode", "0750"))),
                File("Write the release's version", "release.env", "RELEASE={{ model_server_release }}\n"),
                File("Mark the release as complete", "digest", "{{ model_server_digest }}\n")),
            null,
            ("when", All("not model_server_unpacked.stat.exists", NotInCheckMode))));

    public static YamlList Prune { get; } = List(
        Task("Remember the release that served before", "file", YamlMap.Of(
                ("src", "../{{ model_server_current.stat.lnk_target | basename }}"),
                ("dest", Folder + "/before"),
                ("state", "link"),
                ("follow", false),
                ("force", "{{ ansible_check_mode }}")),
            ("when", All("model_server_current.stat.exists", "model_server_current.stat.lnk_target | basename != model_server_release"))),
        Stat("Look which release served before", Folder + "/before", "model_server_before"),
        Task("Find all releases", "find", YamlMap.Of(("paths", "{{ model_server_root }}/releases"), ("file_type", "directory")), ("register", "model_server_releases")),
        Task("Remove releases beyond those to keep", "file", YamlMap.Of(("path", "{{ model_server_root }}/releases/{{ item }}"), ("state", "absent")),
            ("vars", YamlMap.Of(
                ("model_server_earlier", "{{ model_server_before.stat.lnk_target | default(model_server_current.stat.lnk_target | default(model_server_release)) | basename }}"),
                ("model_server_kept", "{{ ([model_server_release] + ([model_server_earlier] | reject('==', model_server_release) | list))[: (model_server_keep_releases | int)] }}"),
                ("model_server_others", "{{ model_server_releases.files | sort(attribute='mtime', reverse=true) | map(attribute='path') | map('basename') | reject('in', model_server_kept) | list }}"))),
            ("loop", "{{ model_server_others[((model_server_keep_releases | int) - (model_server_kept | length)) :] }}")));

    private static YamlMap Import(string name, string file) => Task(name, "import_tasks", YamlMap.Of(("file", file)));

    private static YamlMap Directory(string path) =>
        YamlMap.Of(("path", path), ("state", "directory"), ("owner", Owner), ("group", ReadersGroup), ("mode", "0750"));

    private static YamlMap File(string name, string file, string content) =>
        Task(name, "copy", YamlMap.Of(("content", content), ("dest", $"{Folder}/{file}"), ("owner", Owner), ("group", ReadersGroup), ("mode", "0640")));
}

using static MLOpsBuild.Emitters.AnsibleTasks;

namespace MLOpsBuild.Emitters;

/// <summary>A container of the release's image runs the server, under a systemd unit as a service has it. Its image is known by its id, the digest of its configuration, which names all of its content.</summary>
internal sealed class ContainerWay(Pipeline pipeline, AnsibleContainer container) : ServerWay
{
    private const string Engine = "{{ model_server_engine }}";
    private const string Id = "{{ model_server_image.id }}";
    private const string Tag = "{{ model_server_image_name }}:{{ model_server_target }}";

    // The archive, and what an engine writes while it takes it, go together.
    private const string Incoming = "{{ model_server_root }}/releases/{{ model_server_target }}/.image";
    private const string Archive = Incoming + "/{{ model_server_image.path | basename }}";
    private const string Compared = "{{ model_server_prefix }}-compared";
    private const string IdOnly = "{{ '{{.Id}}' }}";
    private const string NameAndId = "{{ '{{.Repository}}:{{.Tag}} {{.ID}}' }}";
    private static readonly YamlList Brought = All("model_server_image_found is defined", "model_server_image_found.rc != 0");
    private static readonly (string, YamlNode?)[] Attempt = [("changed_when", false), ("failed_when", false)];
    private static readonly (string, YamlNode?)[] OnlyAsks = [("changed_when", false), ("failed_when", false), ("check_mode", false)];

    public override string Server => "model_server_image.id";

    public override ImmutableArray<string> Programs => ["pack_image.py", "image_model.py"];

    public override YamlMap[] Collect =>
    [
        OnController(container.Pulls ? "Look for the image" : "Pack the image", "model_server_imaged", "pack_image.py",
            ["{{ model_server_images }}", "{{ model_server_name }}:{{ model_server_release }}", "{{ model_server_digest }}", .. container.Pulls ? ["--no-archive"] : Array.Empty<string>()]),
        Told("Require an image of the release", "model_server_imaged"),
    ];

    public override YamlMap Require =>
        Assert($"Require {Name}", ["model_server_look.has_runtime"], $"{Engine} is missing: install {Package}, or say in model_server_engine where it is.");

    public override YamlMap[] Bring =>
    [
        Command("Look for the image on the host", ["image", "inspect", "--format", IdOnly, Id], [("register", "model_server_image_found"), .. OnlyAsks]),
        Task("Tell which image would come", "debug", YamlMap.Of(("msg", $"the image {{{{ model_server_image.digest }}}} would be {(container.Pulls ? "pulled" : "loaded")}")), ("changed_when", true), ("when", All("model_server_image_found.rc != 0", "ansible_check_mode"))),
        Block(
            "Bring the image where it is not",
            new([.. container.Pulls ? Pull : Load]),
            null,
            ("when", All("model_server_image_found.rc != 0", NotInCheckMode))),
        Block("Hold the image to the release", List(Compare), null, ("when", NotInCheckMode)),
    ];

    /// <summary>An engine that was killed while it took an image leaves half of it, or all without a name.</summary>
    public override YamlMap[] Recover =>
    [
        .. RemoveCompared,
        RemoveIncoming(Incoming.Replace("model_server_target", "model_server_record.journal.release", StringComparison.Ordinal), All("model_server_record.journal is defined")),
        Command("Remove an image without a name that an interrupted run left", ["image", "prune", "--force", "--filter", "label=org.opencontainers.image.title={{ model_server_name }}"], Attempt),
    ];

    public override YamlMap[] Remove =>
    [
        .. RemoveCompared,
        Command("Remove the image where it was not", ["image", "rm", "--force", "{{ model_server_order.server }}"],
            [("register", "model_server_image_removed"), ("changed_when", "model_server_image_removed.rc == 0"), ("failed_when", false), ("when", Brought)]),
        RemoveIncoming(Incoming, Brought),
    ];

    public override YamlMap[] Prune =>
    [
        Command("Find images", ["image", "ls", "--no-trunc", "--format", NameAndId], [("register", "model_server_images_found"), ("changed_when", false), ("when", NotInCheckMode)]),
        // By its id, for an image that was pulled is known by its digest as well.
        Command("Remove images beyond those to keep", ["image", "rm", "--force", "{{ item }}"],
            [
                ("loop", "{{ model_server_images_found.stdout_lines | default([]) | select('match', model_server_image_pattern ~ ':') | reject('match', model_server_image_pattern ~ model_server_kept_images) | map('split', ' ') | map('last') | list }}"),
                ("vars", YamlMap.Of(
                    ("model_server_image_pattern", "{{ '^' ~ (model_server_image_name | regex_escape) }}"),
                    ("model_server_kept_images", "{{ ':(' ~ (model_server_record_next.kept | map(attribute='release') | map('regex_escape') | join('|')) ~ ') ' }}"))),
                ("changed_when", true),
            ]),
    ];

    public override ImmutableArray<ConfigurationSection> Unit(Pipeline pipeline) => ContainerUnit.Of(pipeline, container.Engine);

    public override (string Key, YamlNode? Value)[] Defaults(Pipeline pipeline) =>
    [
        ("model_server_images", "{{ playbook_dir }}/../../../.mlops/images"),
        ("model_server_engine", IsPodman ? "/usr/bin/podman" : "/usr/bin/docker"),
    ];

    public override (string Key, YamlNode? Value)[] Fixed =>
    [
        ("model_server_runtime", Engine),
        ("model_server_image", "{{ model_server_imaged.stdout | from_json }}"),
        ("model_server_image_name", "localhost/{{ model_server_prefix }}"),
    ];

    private bool IsPodman => container.Engine == ContainerEngine.Podman;

    private string Name => IsPodman ? "podman" : "docker";

    private string Package => IsPodman ? "podman" : "docker.io or Docker's engine";

    private static YamlMap[] Load =>
    [
        Task("Send the image", "copy", YamlMap.Of(("src", "{{ model_server_image.path }}"), ("dest", Incoming + "/"), ("owner", "root"), ("group", "root"), ("mode", "0600"))),
        Hash("Hash the image on the host", Archive, "model_server_content"),
        Assert("Check the image on the host by its digest", ["model_server_content.stat.checksum == model_server_image.archive"], "What came to the host has the digest sha256:{{ model_server_content.stat.checksum }}, not sha256:{{ model_server_image.archive }}: make the image again."),
        Command("Load the image", ["image", "load", "--input", Archive], [("environment", YamlMap.Of(("TMPDIR", Incoming))), ("changed_when", true)]),
        RemoveIncoming(Incoming, null),
    ];

    // An engine takes nothing for a name with a digest that has another.
    private YamlMap[] Pull =>
    [
        Command("Pull the image by its digest", ["image", "pull", "--quiet", ImageNames.Of(pipeline) + "@{{ model_server_image.digest }}"], [("changed_when", true)]),
    ];

    private static YamlMap RemoveIncoming(string folder, YamlList? when) =>
        Task("Remove the archive of the image", "file", YamlMap.Of(("path", folder), ("state", "absent")), ("when", when));

    private YamlMap[] RemoveCompared => IsPodman ? [] : [Command("Remove the container of an interrupted comparison", ["rm", "--force", Compared], Attempt)];

    // Podman needs no container for it: a layer that it had made for one when it was killed could not be removed, nor any layer below that.
    private string Found => IsPodman
        ? "mounted(*{{ [model_server_engine, model_server_image.id] | to_json }})"
        : "copied(*{{ [model_server_engine, model_server_image.id, model_server_prefix ~ '-compared'] | to_json }})";

    private YamlMap[] Compare =>
    [
        Command("Ask for the image", ["image", "inspect", "--format", IdOnly, Id], [("register", "model_server_image_asked"), .. OnlyAsks]),
        Assert("Require the image that was ordered", ["model_server_image_asked.rc == 0"], $"{Engine} has no image {Id} after it took {{{{ model_server_image.digest }}}}: make the image again, and see what the engine says of it."),
        Command("Name the image", ["image", "tag", Id, Tag], [("changed_when", true)]),
        Task("Compare the image's model with the release's", "command", YamlMap.Of(
                ("argv", YamlList.Of(["{{ model_server_python }}", "-"])),
                ("stdin", "{{ lookup('ansible.builtin.file', 'image_model.py') }}\ncompare(" + Found + ", *{{ [model_server_image.id, model_server_root ~ '/releases/' ~ model_server_target ~ '/model'] | to_json }})\n")),
            ("register", "model_server_compared"),
            ("changed_when", false)),
        Assert("Require an image of this release", ["not (model_server_compared.stdout | from_json).refusal"], "{{ (model_server_compared.stdout | from_json).refusal | default('', true) }}"),
    ];

    private static YamlMap Command(string name, string[] words, (string Key, YamlNode? Value)[] keywords) =>
        Task(name, "command", YamlMap.Of(("argv", YamlList.Of([Engine, .. words]))), keywords);
}

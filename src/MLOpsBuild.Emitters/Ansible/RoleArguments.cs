namespace MLOpsBuild.Emitters;

/// <summary>What the role takes, by which Ansible checks what it is given.</summary>
internal static class RoleArguments
{
    private const string Release = "model_server_release";

    public static YamlMap Specification { get; } = YamlMap.Of(("argument_specs", YamlMap.Of(
        ("main", Entry("Deploys a release", (Release, Option("str", "The version that the release gets", isRequired: true)), ("model_server_digest", Option("str", "The digest that the package must have", isRequired: true)))),
        ("order", Entry("Holds a host and compares it with what was ordered", (Release, Option("str", "The version that the release gets", isRequired: true)), ("model_server_digest", Option("str", "The digest that the package must have", isRequired: true)))),
        ("rollback", Entry("Goes back to an earlier release", (Release, Option("str", "The release; without it the one that served before", isRequired: false)))),
        ("status", Entry("Tells what serves")),
        ("stop", Entry("Stops the server")))));

    private static YamlMap Entry(string description, params ReadOnlySpan<(string Key, YamlNode? Value)> options) => YamlMap.Of(
        ("short_description", description),
        ("options", YamlMap.Of(
        [
            .. options,
            ("model_server_address", Option("str", "The IPv4 address to listen on", isRequired: true)),
            ("model_server_port", Option("int", "The TCP port", isRequired: true)),
            ("model_server_memory_megabytes", Option("int", "The most memory of the server", isRequired: true)),
            ("model_server_keep_releases", Option("int", "Releases kept for going back, the current one included", isRequired: true)),
        ])));

    private static YamlMap Option(string type, string description, bool isRequired) =>
        YamlMap.Of(("type", type), ("required", isRequired), ("description", description));
}

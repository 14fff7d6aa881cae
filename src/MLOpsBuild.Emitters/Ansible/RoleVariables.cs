using System.Security.Cryptography;
using System.Text;

namespace MLOpsBuild.Emitters;

/// <summary>The variables of the role and of its groups.</summary>
internal static class RoleVariables
{
    private const int LongestUser = 32;
    private const int HashDigits = 8;
    private const string Prefix = "model-";

    /// <summary>What an inventory or a command line may change.</summary>
    public static YamlMap Defaults(Pipeline pipeline) => YamlMap.Of(
        ("model_server_package", "{{ playbook_dir }}/../../../artifacts/" + pipeline.Name + "/package/oci"),
        ("model_server_program", "{{ playbook_dir }}/../../../.build/own/bin/MLOpsBuild.Serving/release"),
        ("model_server_dotnet", "/usr/bin/dotnet"),
        ("model_server_patience_seconds", 60));

    /// <summary>What follows from the pipeline's name.</summary>
    public static YamlMap Fixed(Pipeline pipeline) => YamlMap.Of(
        ("model_server_name", pipeline.Name),
        ("model_server_user", UserOf(pipeline.Name)),
        ("model_server_service", Prefix + pipeline.Name + ".service"),
        ("model_server_unit_file", "/etc/systemd/system/{{ model_server_service }}"),
        ("model_server_root", "/opt/models/" + pipeline.Name),
        ("model_server_manifest", "{{ model_server_package }}/blobs/sha256/{{ model_server_digest[7:] }}"),
        ("model_server_layer", "{{ (lookup('ansible.builtin.file', model_server_manifest) | from_json).layers[0].digest[7:] }}"),
        ("model_server_url", "http://{{ '127.0.0.1' if model_server_address == '0.0.0.0' else model_server_address }}:{{ model_server_port }}"));

    /// <summary>What the definition says for the hosts of an environment.</summary>
    public static YamlMap OfGroup(AnsibleSettings settings) => YamlMap.Of(
        ("model_server_address", settings.Address),
        ("model_server_port", settings.Port),
        ("model_server_memory_megabytes", settings.MemoryMegabytes),
        ("model_server_keep_releases", settings.KeepReleases));

    /// <summary>The user of a pipeline's server; Linux takes at most 32 characters.</summary>
    private static string UserOf(string pipeline) => Prefix.Length + pipeline.Length <= LongestUser
        ? Prefix + pipeline
        : $"{Prefix}{pipeline[..(LongestUser - Prefix.Length - HashDigits - 1)]}-{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(pipeline)))[..HashDigits]}";
}

using System.Security.Cryptography;
using System.Text;

namespace MLOpsBuild.Emitters;

/// <summary>The variables of the role and of its groups.</summary>
internal static class RoleVariables
{
    private const int LongestUser = 32;
    private const int HashDigits = 8;
    private const string Prefix = "model-";

    /// <summary>What holds where a host serves exactly what was ordered, by its record and by what it runs.</summary>
    private static readonly string[] Right =
    [
        "model_server_record.journal is not defined",
        "model_server_serving.release | default('') == model_server_order.release",
        "model_server_serving.digest | default('') == model_server_order.digest",
        "model_server_serving.configuration | default('') == model_server_order.configuration",
        "model_server_look.units[model_server_slot] == model_server_order.configuration",
        "model_server_states[model_server_slot].active == 'active'",
        "model_server_states[model_server_slot].enabled",
        "model_server_states[model_server_next].active in ['inactive', 'failed']",
        "model_server_look.serves == [model_server_order.release]",
    ];

    /// <summary>What an inventory or a command line may change.</summary>
    public static YamlMap Defaults(Pipeline pipeline, ServerWay way) => YamlMap.Of(
    [
        ("model_server_package", "{{ playbook_dir }}/../../../" + (pipeline.Push.MustBeSigned ? ".mlops/registry" : $"artifacts/{pipeline.Name}/package/oci")),
        .. way.Defaults(pipeline),
        ("model_server_patience_seconds", 60),
        ("model_server_by", "{{ lookup('ansible.builtin.env', 'USER') | default('unknown', true) }}"),
        ("model_server_holder", ""),
        ("model_server_held", false),
        ("model_server_take_over", ""),
        ("model_server_undo", false),
        ("model_server_python", "{{ ansible_facts.discovered_interpreter_python | default('/usr/bin/python3') }}"),
        .. pipeline.Push.MustBeSigned ? Trust(pipeline.Push.TrustPolicy) : [],
    ]);

    /// <summary>What follows from the pipeline's name, and from what the host says of itself in the record of its deployment.</summary>
    public static YamlMap Fixed(Pipeline pipeline, ServerWay way) => YamlMap.Of(
    [
        ("model_server_name", pipeline.Name),
        ("model_server_user", UserOf(pipeline.Name)),
        ("model_server_prefix", Prefix + pipeline.Name),
        ("model_server_trial", "{{ model_server_prefix }}-trial"),
        ("model_server_units", "/etc/systemd/system"),
        ("model_server_root", "/opt/models/" + pipeline.Name),
        ("model_server_record_file", "{{ model_server_root }}/deployment.json"),
        ("model_server_lock_file", "/run/lock/{{ model_server_prefix }}"),
        ("model_server_manifest", "{{ model_server_package }}/blobs/sha256/{{ model_server_digest[7:] }}"),
        ("model_server_layer", pipeline.Push.MustBeSigned ? "{{ (model_server_judged.stdout | from_json).layer }}" : "{{ (lookup('ansible.builtin.file', model_server_manifest) | from_json).layers[0].digest[7:] }}"),
        ("model_server_url", "http://{{ '127.0.0.1' if model_server_address == '0.0.0.0' else model_server_address }}:{{ model_server_port }}"),
        ("model_server_record", "{{ model_server_look.record }}"),
        ("model_server_serving", "{{ model_server_record.serving | default({}, true) }}"),
        ("model_server_slot", "{{ model_server_serving.slot | default('b') }}"),
        ("model_server_next", "{{ 'a' if model_server_slot == 'b' else 'b' }}"),
        ("model_server_states", "{{ model_server_look.states }}"),
        ("model_server_strays", "{{ model_server_states | dict2items | rejectattr('key', '==', model_server_serving.slot | default('')) | rejectattr('value.idle') | map(attribute='key') | list }}"),
        .. way.Fixed,
        ("model_server_unit_text", "{{ lookup('ansible.builtin.template', 'model_server.service.j2') }}"),
        ("model_server_agreements", YamlList.Of([.. Right.Select(condition => $"{{{{ {condition} }}}}")])),
        ("model_server_is_right", "{{ model_server_agreements is all }}"),
        ("model_server_settled", YamlMap.Of(
            ("format", 1),
            ("serving", "{{ model_server_serving }}"),
            ("history", "{{ model_server_record.history | default([]) }}"),
            ("kept", "{{ model_server_record.kept | default([]) }}"))),
        ("model_server_goals", "{{ (model_server_record.kept | default([]) + model_server_past) | selectattr('release', '==', model_server_release) | list if model_server_release is defined else model_server_past }}"),
        ("model_server_was", "{{ [model_server_serving | dict2items | rejectattr('key', 'in', ['slot', 'since', 'by']) | items2dict] if model_server_serving.release is defined else [] }}"),
        ("model_server_past", "{{ model_server_record.history | default([]) }}"),
        ("model_server_history", "{{ model_server_past + model_server_was }}"),
        ("model_server_candidates", "{{ (model_server_record.kept | default([]) | rejectattr('release', '==', model_server_target) | list) + [model_server_order] }}"),
        ("model_server_wanted", "{{ (([model_server_target] + (model_server_history[-1:] | map(attribute='release') | list) + (model_server_candidates | map(attribute='release') | reverse | list)) | unique)[: (model_server_keep_releases | int)] }}"),
        ("model_server_now", "{{ now(utc=true).strftime('%Y-%m-%dT%H:%M:%SZ') }}"),
        .. pipeline.Push.MustBeSigned ? [("model_server_trust_file", "/etc/{{ model_server_prefix }}/trust.json")] : Array.Empty<(string, YamlNode?)>(),
    ]);

    /// <summary>What the definition says for the hosts of an environment.</summary>
    public static YamlMap OfGroup(AnsibleSettings settings) => YamlMap.Of(
        ("model_server_address", settings.Address),
        ("model_server_port", settings.Port),
        ("model_server_memory_megabytes", settings.MemoryMegabytes),
        ("model_server_keep_releases", settings.KeepReleases));

    private static (string Key, YamlNode? Value)[] Trust(string policy) =>
    [
        ("model_server_trust_policy", "{{ playbook_dir }}/../../../" + policy),
        ("model_server_trust_anew", false),
    ];

    /// <summary>The user of a pipeline's server; Linux takes at most 32 characters.</summary>
    private static string UserOf(string pipeline) => Prefix.Length + pipeline.Length <= LongestUser
        ? Prefix + pipeline
        : $"{Prefix}{pipeline[..(LongestUser - Prefix.Length - HashDigits - 1)]}-{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(pipeline)))[..HashDigits]}";
}

using static MLOpsBuild.Emitters.AnsibleTasks;

namespace MLOpsBuild.Emitters;

/// <summary>The tasks that hold a host to the signatures of packages: it judges by its own list of trusted keys, before the package comes to it.</summary>
internal static class SignatureTasks
{
    /// <summary>Reads whom the checkout trusts.</summary>
    public static YamlList Policy { get; } = List(
        OnController("Read the trust policy", "model_server_trust", "trust.py", "{{ model_server_trust_policy }}"),
        Told("Require a trust policy that can be used", "model_server_trust"));

    /// <summary>Collects what the package comes with.</summary>
    public static YamlMap[] Collect { get; } =
    [
        Import("Look whom the checkout trusts", "policy.yml"),
        OnController("Collect the package's signatures", "model_server_attached", "attached.py", "{{ model_server_package }}", "{{ model_server_digest }}"),
        Told("Require signatures that can be read", "model_server_attached"),
    ];

    /// <summary>Puts the trusted keys on a host anew.</summary>
    public static YamlList Trust { get; } = List(
        Import("Look whom the checkout trusts", "policy.yml"),
        Import("Put the trusted keys", "keys.yml"));

    /// <summary>Puts the trusted keys on a host that has none; with <c>model_server_trust_anew</c> on any.</summary>
    public static YamlList Keys { get; } = List(
        Task("Make the folder of the trusted keys", "file", YamlMap.Of(("path", "{{ model_server_trust_file | dirname }}"), ("state", "directory"), ("owner", "root"), ("group", "root"), ("mode", "0755"))),
        Task("Put the trusted keys", "copy", YamlMap.Of(
            ("content", "{{ model_server_trust.stdout }}\n"),
            ("dest", "{{ model_server_trust_file }}"),
            ("owner", "root"),
            ("group", "root"),
            ("mode", "0644"),
            ("force", "{{ model_server_trust_anew | bool }}"))));

    /// <summary>Refuses on the host a package that nobody vouches for whom it trusts.</summary>
    public static YamlList Signature { get; } = List(
        Include("Put the trusted keys where there are none", "keys.yml", ("when", "not model_server_look.is_trusting")),
        Task("Judge the signatures on the host", "command", YamlMap.Of(
                ("argv", YamlList.Of(["{{ model_server_python }}", "-"])),
                ("stdin", "{{ lookup('ansible.builtin.file', 'trust.py') }}\njudge({{ model_server_claims | to_json | to_json }})\n")),
            ("vars", YamlMap.Of(("model_server_claims", "{{ model_server_attached.stdout | from_json | combine({'digest': model_server_digest, 'pipeline': model_server_name, 'policy': model_server_trust_file, 'given': model_server_trust.stdout if ansible_check_mode else ''}) }}"))),
            ("register", "model_server_judged"),
            ("check_mode", false),
            ("changed_when", false)),
        Assert(
            "Require a signature that the host trusts",
            ["not (model_server_judged.stdout | from_json).refusal"],
            "{{ (model_server_judged.stdout | from_json).refusal | default('', true) }}"));
}

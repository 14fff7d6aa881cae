namespace MLOpsBuild.Emitters;

/// <summary>The files of a pipeline's deployment by Ansible, in Ansible's own words; what a <c>Customize</c> changes.</summary>
/// <param name="Configuration"><c>ansible.cfg</c>: sections with their options.</param>
/// <param name="Playbooks">The playbooks, one a file.</param>
/// <param name="Role">The role that they use.</param>
/// <param name="Inventories">The hosts, one inventory an environment.</param>
public sealed record AnsibleProject(
    ImmutableArray<ConfigurationSection> Configuration,
    ImmutableArray<AnsiblePlaybook> Playbooks,
    AnsibleRole Role,
    ImmutableArray<AnsibleInventory> Inventories);

/// <summary>A playbook.</summary>
/// <param name="Name">The file's name without its ending.</param>
/// <param name="Plays">The plays, in order.</param>
public sealed record AnsiblePlaybook(string Name, ImmutableArray<YamlMap> Plays);

/// <summary>A role.</summary>
/// <param name="Name">The role's name.</param>
/// <param name="Files">Its YAML files by their path in the role.</param>
/// <param name="Programs">Programs that Ansible runs, by their path in the role.</param>
/// <param name="UnitPath">The path in the role of the template of the systemd unit.</param>
/// <param name="Unit">The unit; values may use Jinja.</param>
public sealed record AnsibleRole(string Name, ImmutableArray<KeyValuePair<string, YamlNode>> Files, ImmutableArray<KeyValuePair<string, string>> Programs, string UnitPath, ImmutableArray<ConfigurationSection> Unit);

/// <summary>The hosts of an environment.</summary>
/// <param name="Environment">The environment's name.</param>
/// <param name="Group">The group that all hosts of all environments belong to.</param>
/// <param name="EnvironmentGroup">The group in it of this environment's hosts.</param>
/// <param name="Hosts">Their names, in the order of a rollout.</param>
/// <param name="Variables">Variables of the group.</param>
public sealed record AnsibleInventory(string Environment, string Group, string EnvironmentGroup, ImmutableArray<string> Hosts, YamlMap Variables);

/// <summary>A section of a configuration file or systemd unit.</summary>
/// <param name="Name">The name, without brackets.</param>
/// <param name="Options">Options in order; a name may stand more than once where the format allows it.</param>
public sealed record ConfigurationSection(string Name, ImmutableArray<KeyValuePair<string, string>> Options);

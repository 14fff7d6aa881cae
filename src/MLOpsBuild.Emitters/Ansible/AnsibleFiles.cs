namespace MLOpsBuild.Emitters;

/// <summary>Where each part of an Ansible project lies, and how it is written.</summary>
internal static class AnsibleFiles
{
    private const int LongestLine = 320;

    public static ImmutableArray<EmittedFile> Of(string folder, AnsibleProject project, ImmutableArray<string> header)
    {
        var role = $"roles/{project.Role.Name}";
        return
        [
            Yaml(".yamllint", YamlMap.Of(("extends", "default"), ("rules", YamlMap.Of(("line-length", YamlMap.Of(("max", LongestLine))))))),
            new($"{folder}/ansible.cfg", ConfigurationText.Write(project.Configuration, " = ", header)),
            .. project.Playbooks.Select(playbook => Yaml(playbook.Name + ".yml", new YamlList([.. playbook.Plays]))),
            .. project.Inventories.SelectMany(inventory => new[]
            {
                Yaml($"inventories/{inventory.Environment}/hosts.yml", Hosts(inventory)),
                Yaml($"inventories/{inventory.Environment}/group_vars/{inventory.Group}.yml", inventory.Variables),
            }),
            .. project.Role.Files.Select(file => Yaml($"{role}/{file.Key}", file.Value)),
            .. project.Role.Programs.Select(program => new EmittedFile($"{folder}/{role}/{program.Key}", string.Concat(header.Select(line => $"# {line}\n")) + program.Value)),
            new($"{folder}/{role}/{project.Role.UnitPath}", ConfigurationText.Write(project.Role.Unit, "=", header)),
        ];

        EmittedFile Yaml(string path, YamlNode node) => new($"{folder}/{path}", YamlText.Write(node, header));
    }

    private static YamlMap Hosts(AnsibleInventory inventory) =>
        YamlMap.Of((inventory.Group, YamlMap.Of(("children", YamlMap.Of((inventory.EnvironmentGroup, YamlMap.Of(("hosts", new YamlMap([.. inventory.Hosts.Select(host => new YamlEntry(host, new YamlMap([])))])))))))));
}

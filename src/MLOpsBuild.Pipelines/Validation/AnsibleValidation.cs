using System.Collections.Immutable;
using System.Net;
using System.Net.Sockets;
using System.Text.RegularExpressions;

namespace MLOpsBuild.Pipelines;

/// <summary>What can be wrong with the settings of Ansible.</summary>
internal static partial class AnsibleValidation
{
    private const int LongestHost = 253;
    private const string LocalEnvironment = "local";
    private static readonly string[] Reserved = ["all", "ungrouped"];

    public static void Validate(AnsibleSettings settings, ImmutableArray<DeployEnvironment> environments, FindingList findings)
    {
        Environments(settings, environments, findings);
        foreach (var hosts in settings.Hosts)
            Hosts(settings, hosts, findings);
        if (settings.Rollout.IsEmpty)
            findings.Add(FindingCodes.OptionOutOfRange, settings.Location, "a rollout has no step", null, "Give one, as in Rollout(\"1\", \"100%\").");
        foreach (var step in settings.Rollout.Where(step => !Step().IsMatch(step)))
            findings.Add(FindingCodes.OptionOutOfRange, settings.Location, "a step of a rollout is a count of hosts from 1 to 9999 or a percentage from 1% to 100%", $"'{step}'", "Give such steps, as in Rollout(\"1\", \"50%\", \"100%\").");
        if (!IPAddress.TryParse(settings.Address, out var address) || address.AddressFamily != AddressFamily.InterNetwork || address.ToString() != settings.Address)
            findings.Add(FindingCodes.OptionOutOfRange, settings.Location, "a server listens on an IPv4 address", $"'{settings.Address}'", "Give one, as in Listen(\"0.0.0.0\", 8080).");
        Options.Between(findings, settings.Location, "Listen(port)", settings.Port, 1_024, 65_535);
        Options.Between(findings, settings.Location, "MemoryMax(megabytes)", settings.MemoryMegabytes, 64, 1_048_576);
        Options.Between(findings, settings.Location, "KeepReleases(count)", settings.KeepReleases, 1, 1_000);
    }

    private static void Environments(AnsibleSettings settings, ImmutableArray<DeployEnvironment> environments, FindingList findings)
    {
        var remote = environments.Select(environment => environment.Name).Where(name => name != LocalEnvironment).Distinct().ToArray();
        if (remote.Length == 0)
            findings.Add(FindingCodes.BadEnvironment, settings.Location, "Ansible has no environment to deploy to", null, "Name one, as in Deploy(deploy => deploy.Environment(\"production\")), and its hosts, as in Ansible(ansible => ansible.Hosts(\"production\", \"model-1.example\")).");
        foreach (var name in remote.Where(name => !settings.Hosts.Any(hosts => hosts.Environment == name && !hosts.Names.IsEmpty)))
            findings.Add(FindingCodes.BadEnvironment, settings.Location, "an environment has no hosts", name, $"Name them, as in Hosts(\"{name}\", \"model-1.example\").");
        foreach (var hosts in settings.Hosts.Where(hosts => !remote.Contains(hosts.Environment)))
            findings.Add(FindingCodes.BadEnvironment, settings.Location, "hosts are given to an environment that the pipeline does not have", $"'{hosts.Environment}'", remote.Length == 0 ? "Add it to Deploy." : $"Known are {string.Join(", ", remote)}.");
        foreach (var twice in settings.Hosts.GroupBy(hosts => hosts.Environment).Where(group => group.Count() > 1))
            findings.Add(FindingCodes.NameClash, settings.Location, "an environment is given hosts twice", $"'{twice.Key}'", "Give all of them in one Hosts(...).");
    }

    private static void Hosts(AnsibleSettings settings, AnsibleHosts hosts, FindingList findings)
    {
        foreach (var name in hosts.Names.Where(name => name.Length > LongestHost || !Host().IsMatch(name) || Reserved.Contains(name)))
            findings.Add(FindingCodes.BadEnvironment, settings.Location, $"a host is a name or an IPv4 address of letters, digits, dots and dashes, at most {LongestHost}, and not one of Ansible's groups {string.Join(", ", Reserved)}", $"'{name}'", "Give one, as in model-1.example; say in ~/.ssh/config how it is reached.");
        foreach (var twice in hosts.Names.GroupBy(name => name).Where(group => group.Count() > 1))
            findings.Add(FindingCodes.NameClash, settings.Location, $"a host stands twice in the environment {hosts.Environment}", $"'{twice.Key}'", "Name it once.");
    }

    [GeneratedRegex("^[A-Za-z0-9]([A-Za-z0-9.-]*[A-Za-z0-9])?\\z")]
    private static partial Regex Host();

    [GeneratedRegex("^([1-9][0-9]{0,3}|([1-9][0-9]?|100)%)\\z")]
    private static partial Regex Step();
}

using System.Text.RegularExpressions;

namespace MLOpsBuild.Pipelines;

/// <summary>What can be wrong with the hosts of an environment.</summary>
internal static partial class HostValidation
{
    private const int LongestHost = 253;
    private static readonly string[] Reserved = ["all", "ungrouped"];

    public static void Validate(DeployEnvironment environment, Pipeline pipeline, FindingList findings)
    {
        foreach (var name in environment.Hosts.Where(name => name.Length > LongestHost || !Host().IsMatch(name) || Reserved.Contains(name)))
            findings.Add(FindingCodes.BadEnvironment, environment.Location, $"a host is a name or an IPv4 address of letters, digits, dots and dashes, at most {LongestHost}, and not one of Ansible's groups {string.Join(", ", Reserved)}", $"'{name}'", "Give one, as in model-1.example; say in ~/.ssh/config how it is reached.");
        foreach (var twice in environment.Hosts.GroupBy(name => name).Where(group => group.Count() > 1))
            findings.Add(FindingCodes.NameClash, environment.Location, $"a host stands twice in the environment {environment.Name}", $"'{twice.Key}'", "Name it once.");
        if (!environment.Hosts.IsEmpty && pipeline.Ansible is null)
            findings.Add(FindingCodes.BadEnvironment, environment.Location, "an environment has hosts and the pipeline no settings of Ansible, which reaches them", $"'{environment.Name}'", "Add them, as in Ansible(ansible => ansible.Listen(\"0.0.0.0\", 8080)).");
    }

    [GeneratedRegex("^[A-Za-z0-9]([A-Za-z0-9.-]*[A-Za-z0-9])?\\z")]
    private static partial Regex Host();
}

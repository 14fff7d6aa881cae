using System.Globalization;

namespace MLOpsBuild.Emitters;

/// <summary>How many hosts change at once, by environment. Ansible reads <c>serial</c> before it knows variables of hosts, but knows the inventory's groups: each environment has one of its own.</summary>
internal static class RolloutSteps
{
    private const string ByEnvironment = "model_server_rollouts";
    private const string Chosen = "model_server_rollout";

    /// <summary>The environments that have hosts.</summary>
    public static IEnumerable<DeployEnvironment> Environments(Pipeline pipeline) => pipeline.Deploy.Environments.Where(environment => !environment.Hosts.IsEmpty);

    /// <summary>The group that the hosts of an environment belong to; Ansible takes no dashes.</summary>
    public static string GroupOf(DeployEnvironment environment) => "environment_" + environment.Name.Replace('-', '_');

    /// <summary>The keywords of a play that changes hosts. An inventory without any of the groups gets one host first, then all.</summary>
    public static (string Key, YamlNode? Value)[] Keywords(Pipeline pipeline, AnsibleSettings settings) =>
    [
        ("vars", YamlMap.Of(
            (ByEnvironment, new YamlMap([.. Environments(pipeline).Select(environment => new YamlEntry(GroupOf(environment), Steps(environment.Strategy)))])),
            (Chosen, $"{{{{ {ByEnvironment} | dict2items | selectattr('key', 'in', groups) | map(attribute='value') | first | default([1, '100%']) }}}}"))),
        ("serial", $"{{{{ {Chosen} }}}}"),
        ("any_errors_fatal", settings.StopsAtFailure),
    ];

    private static YamlList Steps(DeployStrategy strategy) =>
        new([.. strategy.Steps.Select(step => int.TryParse(step, NumberStyles.None, CultureInfo.InvariantCulture, out var count) ? YamlNode.FromInt32(count) : YamlNode.FromString(step))]);
}

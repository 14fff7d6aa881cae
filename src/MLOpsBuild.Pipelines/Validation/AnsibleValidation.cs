using System.Net;
using System.Net.Sockets;

namespace MLOpsBuild.Pipelines;

/// <summary>What can be wrong with the settings of Ansible.</summary>
internal static class AnsibleValidation
{
    private const string LocalEnvironment = "local";

    public static void Validate(Pipeline pipeline, AnsibleSettings settings, FindingList findings)
    {
        Environments(settings, pipeline.Deploy.Environments, findings);
        if (settings.Container is not null && pipeline.Docker is null)
            findings.Add(FindingCodes.BadEnvironment, settings.Location, "hosts run a container, and the pipeline is made no image", null, "Say .Docker(docker => docker.Daemonless(\"docker://...\")) as well.");
        if (settings.Container is { Pulls: true } && !ImageNames.Of(pipeline).Contains('/', StringComparison.Ordinal))
            findings.Add(FindingCodes.BadEnvironment, settings.Location, "hosts pull an image whose name has no registry", $"'{ImageNames.Of(pipeline)}'", "Give it one, as in Docker(docker => docker.Image(\"registry.example/models/credit\")), or let it be sent: Container().");
        if (!IPAddress.TryParse(settings.Address, out var address) || address.AddressFamily != AddressFamily.InterNetwork || address.ToString() != settings.Address)
            findings.Add(FindingCodes.OptionOutOfRange, settings.Location, "a server listens on an IPv4 address", $"'{settings.Address}'", "Give one, as in Listen(\"0.0.0.0\", 8080).");
        Options.Between(findings, settings.Location, "Listen(port)", settings.Port, 1_024, 65_535);
        Options.Between(findings, settings.Location, "MemoryMax(megabytes)", settings.MemoryMegabytes, 64, 1_048_576);
        Options.Between(findings, settings.Location, "KeepReleases(count)", settings.KeepReleases, 1, 1_000);
    }

    private static void Environments(AnsibleSettings settings, IReadOnlyCollection<DeployEnvironment> environments, FindingList findings)
    {
        var remote = environments.Where(environment => environment.Name != LocalEnvironment && environment.Cluster is null).ToArray();
        if (remote.Length == 0)
            findings.Add(FindingCodes.BadEnvironment, settings.Location, "Ansible has no environment to deploy to", null, "Name one with its hosts, as in Deploy(deploy => deploy.Environment(\"production\", production => production.Hosts(\"model-1.example\"))).");
        foreach (var environment in remote.Where(environment => environment.Hosts.IsEmpty))
            findings.Add(FindingCodes.BadEnvironment, environment.Location, "an environment has no hosts for Ansible", $"'{environment.Name}'", "Name them, as in Hosts(\"model-1.example\", \"model-2.example\"), or its cluster.");
    }
}

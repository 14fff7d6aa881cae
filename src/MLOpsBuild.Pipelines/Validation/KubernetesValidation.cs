using System.Text.RegularExpressions;

namespace MLOpsBuild.Pipelines;

/// <summary>What Kubernetes would refuse of a definition's settings.</summary>
internal static partial class KubernetesValidation
{
    private const int LongestLabel = 63;
    private const string CpuFix = "Give cores or thousandths of one, as in \"250m\" or \"1.5\".";
    private const string MemoryFix = "Give whole bytes, as in \"512Mi\" or \"1G\"; 512m would be half a byte.";

    private static readonly TimeSpan LongestLatency = TimeSpan.FromSeconds(2.5);

    public static void Validate(Pipeline pipeline, KubernetesSettings settings, FindingList findings)
    {
        if (pipeline.Docker is null)
            findings.Add(FindingCodes.NobodyProduces, settings.Location, "Kubernetes runs the image of the pipeline's Dockerfile, which the definition does not make", null, "Add .Docker() to it.");
        if (settings.Image is { } image && !DockerValidation.IsImageName(image))
            findings.Add(FindingCodes.BadLabel, settings.Location, "an image on Kubernetes is named without tag and digest, which the environments set", $"'{image}'", "Name it with its registry, as in Image(\"registry.example/models/credit\").");

        Replicas(findings, settings.Location, settings.Replicas);
        Options.AtLeast(findings, settings.Location, "Replicas(cpuTarget)", settings.CpuTarget, 1);
        Resources(findings, settings.Location, settings.Resources);
        Options.Between(findings, settings.Location, "Requests(maxBody)", settings.MaxBody, 1, 1024 * 1024 * 1024);
        Options.Between(findings, settings.Location, "Requests(maxRows)", settings.MaxRows, 1, 1_000_000);
        Options.Between(findings, settings.Location, "Drain in seconds", settings.Drain.TotalSeconds, 0, 3600);
        if (settings.Drain.Ticks % TimeSpan.TicksPerSecond != 0)
            findings.Add(FindingCodes.OptionOutOfRange, settings.Location, "the model server counts its drain in whole seconds", settings.Drain, "Give whole seconds, as in Drain(5.Seconds()).");
        foreach (var other in settings.ReachableFrom)
            Namespace(findings, settings.Location, other);
        if (settings.Alerts is { } alerts)
            Alerts(findings, settings.Location, alerts);
        Environments(findings, pipeline.Name, settings);
    }

    private static void Alerts(FindingList findings, SourceLocation? location, KubernetesAlerts alerts)
    {
        Options.Between(findings, location, "Alerts(errors)", alerts.Errors, 0, 0.99);
        if (alerts.P95 is { } p95 && (p95 <= TimeSpan.Zero || p95 >= LongestLatency))
            findings.Add(FindingCodes.OptionOutOfRange, location, "Alerts(p95) is above 0 and below 2.5 seconds, the last bound of the server's histogram", p95, "Give such a time, as in Alerts(p95: 50.Milliseconds()).");
        if (alerts.Quiet is { } quiet && (quiet < TimeSpan.FromMinutes(1) || quiet > TimeSpan.FromDays(7) || quiet.Ticks % TimeSpan.TicksPerMinute != 0))
            findings.Add(FindingCodes.OptionOutOfRange, location, "Alerts(quiet) is whole minutes from 1 minute to 7 days", quiet, "Give such a time, as in Alerts(quiet: 30.Minutes()).");
    }

    private static void Environments(FindingList findings, string pipeline, KubernetesSettings settings)
    {
        foreach (var environment in settings.Environments)
        {
            if (environment.Name.Length > LongestLabel || !EnvironmentName().IsMatch(environment.Name))
                findings.Add(FindingCodes.BadEnvironment, environment.Location, $"an environment's name is lower-case letters, digits and single dashes, at most {LongestLabel}, a letter first", $"'{environment.Name}'", "Rename it, as in production: it becomes a folder and a label.");
            else
                Namespace(findings, environment.Location, environment.NamespaceOf(pipeline));
            if (environment.Digest is { } digest && !Digest().IsMatch(digest))
                findings.Add(FindingCodes.BadLabel, environment.Location, "a digest is sha256: and 64 lower-case hexadecimal digits", $"'{digest}'", "Take it from what docker push prints.");
            if (environment.Replicas is { } replicas)
                Replicas(findings, environment.Location, replicas);
            if (environment.Resources is { } resources)
                Resources(findings, environment.Location, resources);
        }

        foreach (var same in settings.Environments.GroupBy(environment => environment.Name).Where(group => group.Count() > 1))
            findings.Add(FindingCodes.Duplicate, same.Last().Location, "two environments have the same name", $"'{same.Key}'", "Give each a name of its own.");
        foreach (var same in settings.Environments.DistinctBy(environment => environment.Name).GroupBy(environment => environment.NamespaceOf(pipeline)).Where(group => group.Count() > 1))
            findings.Add(FindingCodes.Duplicate, same.Last().Location, $"the environments {string.Join(" and ", same.Select(environment => environment.Name))} share a namespace, in which their objects have the same names", $"'{same.Key}'", "Give each a namespace of its own.");
    }

    private static void Namespace(FindingList findings, SourceLocation? location, string name)
    {
        if (name.Length > LongestLabel || !DnsLabel().IsMatch(name))
            findings.Add(FindingCodes.BadLabel, location, $"Kubernetes takes lower-case letters, digits and dashes for a namespace, at most {LongestLabel}, no dash at either end", $"'{name}'", "Name one, as in Namespace(\"models\").");
    }

    private static void Replicas(FindingList findings, SourceLocation? location, KubernetesReplicas replicas)
    {
        Options.AtLeast(findings, location, "Replicas(minimum)", replicas.Minimum, 1);
        Options.AtLeast(findings, location, "Replicas(maximum)", replicas.Maximum, Math.Max(1, replicas.Minimum));
    }

    private static void Resources(FindingList findings, SourceLocation? location, KubernetesResources resources)
    {
        var cpu = Quantity(findings, location, "cpu", resources.Cpu, 0.001m, CpuFix);
        if (resources.CpuLimit is { } limit && Quantity(findings, location, "cpuLimit", limit, 0.001m, CpuFix) is { } most && most < cpu)
            findings.Add(FindingCodes.OptionOutOfRange, location, $"Resources(cpuLimit) is below the {resources.Cpu} that are requested", $"'{limit}'", "Raise it, or request less.");
        Quantity(findings, location, "memory", resources.Memory, 1, MemoryFix);
        Quantity(findings, location, "temporary", resources.Temporary, 1, MemoryFix);
    }

    private static decimal? Quantity(FindingList findings, SourceLocation? location, string option, string text, decimal unit, string fix)
    {
        if (KubernetesQuantity.Of(text) is { } quantity && quantity > 0 && quantity % unit == 0)
            return quantity;
        findings.Add(FindingCodes.OptionOutOfRange, location, $"Resources({option}) is no quantity that Kubernetes takes", $"'{text}'", fix);
        return null;
    }

    [GeneratedRegex("^[a-z][a-z0-9]*(-[a-z0-9]+)*\\z")]
    private static partial Regex EnvironmentName();

    [GeneratedRegex("^[a-z0-9]([a-z0-9-]*[a-z0-9])?\\z")]
    private static partial Regex DnsLabel();

    [GeneratedRegex("^sha256:[a-f0-9]{64}\\z")]
    private static partial Regex Digest();
}

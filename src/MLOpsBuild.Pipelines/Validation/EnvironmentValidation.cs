using System.Collections.Immutable;
using System.Text.RegularExpressions;

namespace MLOpsBuild.Pipelines;

/// <summary>What can be wrong with environments.</summary>
internal static partial class EnvironmentValidation
{
    private const int LongestName = 63;
    private const int LongestApprover = 255;

    public static void Validate(Pipeline pipeline, FindingList findings)
    {
        var environments = pipeline.Deploy.Environments;
        foreach (var environment in environments)
        {
            Validate(environment, findings);
            Place(environment, pipeline, findings);
            HostValidation.Validate(environment, pipeline, findings);
            Order(environment, environments, findings);
            Secrets(environment, findings);
            StrategyValidation.Validate(environment, findings);
        }

        foreach (var same in environments.GroupBy(environment => environment.Name).Where(group => group.Count() > 1))
            findings.Add(FindingCodes.Duplicate, same.Last().Location, "two environments have the same name", $"'{same.Key}'", "Give each a name of its own.");
    }

    private static void Validate(DeployEnvironment environment, FindingList findings)
    {
        if (environment.Name.Length > LongestName || !Name().IsMatch(environment.Name))
            findings.Add(FindingCodes.BadEnvironment, environment.Location, $"an environment's name is lower-case letters, digits and single dashes, at most {LongestName}, a letter first", $"'{environment.Name}'", "Rename it, as in production: it becomes an option's value and a job.");

        foreach (var approver in environment.Approvers.Where(approver => !IsApprover(approver)))
            findings.Add(FindingCodes.BadEnvironment, environment.Location, $"an approver is the id of a user or group: 1 to {LongestApprover} characters, no comma, no control character, no space at either end", $"'{approver}'", "Name one a word, as in Approvers(\"release-managers\", \"ada\").");
    }

    private static void Place(DeployEnvironment environment, Pipeline pipeline, FindingList findings)
    {
        if (!environment.Hosts.IsEmpty && environment.Cluster is not null)
            findings.Add(FindingCodes.BadEnvironment, environment.Location, "an environment is hosts or a cluster", $"'{environment.Name}' is both", "Make two environments of it.");
        if (environment.Cluster is not null && pipeline.Kubernetes?.Environments.Any(known => known.Name == environment.Name) != true)
            findings.Add(FindingCodes.BadEnvironment, environment.Location, "an environment on a cluster has no settings of Kubernetes", $"'{environment.Name}'", $"Add them, as in Kubernetes(kubernetes => kubernetes.Environment(\"{environment.Name}\")).");
    }

    private static void Order(DeployEnvironment environment, ImmutableArray<DeployEnvironment> environments, FindingList findings)
    {
        if (environment.After is not { } earlier)
            return;
        var before = environments.TakeWhile(other => other != environment).Select(other => other.Name).ToArray();
        if (!before.Contains(earlier))
            findings.Add(FindingCodes.BadEnvironment, environment.Location, "an environment comes after one that stands before it", $"'{earlier}'", before.Length == 0 ? "Define that one first." : $"Known before it are {string.Join(", ", before)}.");
    }

    private static void Secrets(DeployEnvironment environment, FindingList findings)
    {
        foreach (var secret in environment.Secrets.Where(secret => !SecretName().IsMatch(secret.Name) || secret.Name.StartsWith("GITHUB_", StringComparison.Ordinal)))
            findings.Add(FindingCodes.BadEnvironment, environment.Location, "a secret's name is capital letters, digits and underscores, at most 100, a letter first and not GITHUB_", $"'{secret.Name}'", "Name it as the CI server has it, as in SshKey(\"PRODUCTION_SSH_KEY\").");
        foreach (var same in environment.Secrets.GroupBy(secret => secret.Kind).Where(group => group.Count() > 1))
            findings.Add(FindingCodes.Duplicate, environment.Location, "an environment has two secrets of one kind", $"{same.Key} of '{environment.Name}'", "Name one.");
        foreach (var secret in environment.Secrets.Where(secret => secret.Kind == DeploySecretKind.Kubeconfig ? environment.Cluster is null : environment.Hosts.IsEmpty))
            findings.Add(FindingCodes.BadEnvironment, environment.Location, "a secret opens what the environment is not", $"{secret.Kind} of '{environment.Name}'", secret.Kind == DeploySecretKind.Kubeconfig ? "Say Cluster(), or drop it." : "Name its Hosts, or drop it.");
    }

    private static bool IsApprover(string name) =>
        name.Length is > 0 and <= LongestApprover && name == name.Trim() && !name.Any(letter => letter == ',' || char.IsControl(letter));

    [GeneratedRegex("^[a-z][a-z0-9]*(-[a-z0-9]+)*\\z")]
    private static partial Regex Name();

    [GeneratedRegex("^[A-Z][A-Z0-9_]{0,99}\\z")]
    private static partial Regex SecretName();
}

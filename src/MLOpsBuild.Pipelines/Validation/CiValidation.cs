using System.Text.RegularExpressions;

namespace MLOpsBuild.Pipelines;

/// <summary>What can be wrong with the settings of CI servers.</summary>
internal static partial class CiValidation
{
    private const int LongestLabel = 255;
    private const double LongestTimeout = 5 * 24 * 60;
    private const double LongestApproval = 30 * 24 * 60;

    public static void Validate(Pipeline pipeline, FindingList findings)
    {
        if (pipeline.GitHubActions is { } gitHub)
            Validate(gitHub, findings);
        if (pipeline.Jenkins is { } jenkins)
            Validate(jenkins, findings);
        if (pipeline.Docker is { } docker)
            DockerValidation.Validate(docker, findings);
        if (pipeline.Kubernetes is { } kubernetes)
            KubernetesValidation.Validate(pipeline, kubernetes, findings);
        if (pipeline.Ansible is { } ansible)
            AnsibleValidation.Validate(pipeline, ansible, findings);
    }

    private static void Validate(GitHubActionsSettings settings, FindingList findings)
    {
        if (settings.RunsOn.IsEmpty)
            findings.Add(FindingCodes.BadLabel, settings.Location, "a job on GitHub Actions needs a runner's label", null, "Name one, as in RunsOn(\"ubuntu-24.04\").");
        foreach (var label in settings.RunsOn.Where(label => label.Length > LongestLabel || !RunnerLabel().IsMatch(label)))
            findings.Add(FindingCodes.BadLabel, settings.Location, $"a runner's label is letters, digits, dots, dashes and underscores, at most {LongestLabel}", $"'{label}'", "Name labels one by one, as in RunsOn(\"self-hosted\", \"gpu\").");
        Timeout(findings, settings.Location, "Timeout", settings.Timeout, LongestTimeout);
        Options.Between(findings, settings.Location, "Retention(days)", settings.RetentionDays, 1, 90);
    }

    private static void Validate(JenkinsSettings settings, FindingList findings)
    {
        if (settings.Agent.Length > LongestLabel || !AgentLabel().IsMatch(settings.Agent))
            findings.Add(FindingCodes.BadLabel, settings.Location, $"an agent's label expression is labels of letters, digits, dots, dashes and underscores, joined by && || ! and parentheses, at most {LongestLabel} characters", $"'{settings.Agent}'", "Name a label, as in Agent(\"linux\").");
        if (settings.Image is { } image)
            Image(findings, settings.Location, image, "InContainer(\"mcr.microsoft.com/dotnet/sdk:10.0\")");
        Timeout(findings, settings.Location, "Timeout", settings.Timeout, LongestTimeout);
        Timeout(findings, settings.Location, "ApprovalWithin", settings.ApprovalTimeout, LongestApproval);
        Options.AtLeast(findings, settings.Location, "KeepBuilds(count)", settings.KeepBuilds, 1);
    }

    public static void Image(FindingList findings, SourceLocation? location, string image, string example)
    {
        if (image.Length > LongestLabel || !ImageName().IsMatch(image))
            findings.Add(FindingCodes.BadLabel, location, "an image is a container image's name with a tag or digest", $"'{image}'", $"Name one, as in {example}.");
    }

    private static void Timeout(FindingList findings, SourceLocation? location, string option, TimeSpan timeout, double longest)
    {
        Options.Between(findings, location, $"{option} in minutes", timeout.TotalMinutes, 1, longest);
        if (timeout.Ticks % TimeSpan.TicksPerMinute != 0)
            findings.Add(FindingCodes.OptionOutOfRange, location, "a CI server counts its timeout in whole minutes", timeout, $"Give whole minutes, as in {option}(90.Minutes()).");
    }

    [GeneratedRegex("^[A-Za-z0-9._-]+\\z")]
    private static partial Regex RunnerLabel();

    [GeneratedRegex("^[ !(]*[A-Za-z0-9._-]+([ !()]|&&|\\|\\||[A-Za-z0-9._-])*\\z")]
    private static partial Regex AgentLabel();

    [GeneratedRegex("^[a-z0-9][a-z0-9._:/-]*(:[A-Za-z0-9_][A-Za-z0-9._-]*)?(@sha256:[a-f0-9]{64})?\\z")]
    private static partial Regex ImageName();
}

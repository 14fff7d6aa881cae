using System.Text.RegularExpressions;

namespace MLOpsBuild.Pipelines;

/// <summary>What can be wrong with how a release comes to an environment.</summary>
internal static partial class StrategyValidation
{
    private const double LongestBakeSeconds = 7 * 24 * 60 * 60;

    public static void Validate(DeployEnvironment environment, FindingList findings)
    {
        switch (environment.Strategy)
        {
            case Rolling rolling:
                Steps(rolling, environment, findings);
                break;
            case Canary canary:
                Validate(canary, environment, findings);
                break;
        }
    }

    private static void Steps(Rolling rolling, DeployEnvironment environment, FindingList findings)
    {
        if (rolling.Plan.IsEmpty)
            findings.Add(FindingCodes.OptionOutOfRange, environment.Location, "a rollout has no step", null, "Give one, as in Rolling(\"1\", \"100%\").");
        foreach (var step in rolling.Plan.Where(step => !Step().IsMatch(step)))
            findings.Add(FindingCodes.OptionOutOfRange, environment.Location, "a step of a rollout is a count of hosts from 1 to 9999 or a percentage from 1% to 100%", $"'{step}'", "Give such steps, as in Rolling(\"1\", \"50%\", \"100%\").");
    }

    private static void Validate(Canary canary, DeployEnvironment environment, FindingList findings)
    {
        Options.Between(findings, environment.Location, "Canary(hosts)", canary.Hosts, 1, environment.Hosts.IsEmpty ? 9_999 : environment.Hosts.Length);
        Options.Between(findings, environment.Location, "Canary(bake) in seconds", canary.Bake.TotalSeconds, 1, LongestBakeSeconds);
        Options.Between(findings, environment.Location, "Canary(errors)", canary.Errors, 0, 0.99);
        if (canary.P95 is { } p95)
            Options.Above(findings, environment.Location, "Canary(p95) in milliseconds", p95.TotalMilliseconds, 0);
        if (canary.Drift is { } drift)
            Options.Between(findings, environment.Location, "Canary(drift)", drift, 0, 0.99);
    }

    [GeneratedRegex("^([1-9][0-9]{0,3}|([1-9][0-9]?|100)%)\\z")]
    private static partial Regex Step();
}

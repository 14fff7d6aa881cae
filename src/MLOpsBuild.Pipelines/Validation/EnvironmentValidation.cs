using System.Collections.Immutable;
using System.Text.RegularExpressions;

namespace MLOpsBuild.Pipelines;

/// <summary>What can be wrong with environments.</summary>
internal static partial class EnvironmentValidation
{
    private const int LongestName = 63;
    private const int LongestApprover = 255;

    public static void Validate(ImmutableArray<DeployEnvironment> environments, FindingList findings)
    {
        foreach (var environment in environments)
            Validate(environment, findings);
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

    private static bool IsApprover(string name) =>
        name.Length is > 0 and <= LongestApprover && name == name.Trim() && !name.Any(letter => letter == ',' || char.IsControl(letter));

    [GeneratedRegex("^[a-z][a-z0-9]*(-[a-z0-9]+)*\\z")]
    private static partial Regex Name();
}

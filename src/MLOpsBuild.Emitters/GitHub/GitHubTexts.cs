namespace MLOpsBuild.Emitters;

/// <summary>Texts of the definition that GitHub would take for expressions: told before they could name a secret.</summary>
internal static class GitHubTexts
{
    private const string Opening = "${{";

    public static void Validate(CiPlan plan, Diagnostics diagnostics)
    {
        foreach (var (place, text) in Texts(plan).Where(pair => pair.Text.Contains(Opening, StringComparison.Ordinal)))
            diagnostics.Add(FindingCodes.Unwritable, place, $"GitHub Actions takes {Opening} for an expression", text, "Write it otherwise.");
    }

    private static IEnumerable<(string Place, string Text)> Texts(CiPlan plan) =>
    [
        .. plan.Inputs.SelectMany(input => input.Values.Append(input.Default ?? "").Append(input.Description).Select(text => (input.Name, text))),
        .. plan.Pipeline.Deploy.Environments.SelectMany(environment => environment.Approvers.Select(approver => (environment.Location?.ToString() ?? environment.Name, approver))),
    ];
}

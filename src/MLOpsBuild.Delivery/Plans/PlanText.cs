using System.Collections.Immutable;
using System.Globalization;
using System.Text;

namespace MLOpsBuild.Delivery;

/// <summary>A plan for people, as text and as Markdown.</summary>
public static class PlanText
{
    /// <summary>The plan as text.</summary>
    /// <param name="plan">The plan.</param>
    /// <param name="findings">What stands against it.</param>
    public static string Of(DeployPlan plan, ImmutableArray<string> findings)
    {
        var text = new StringBuilder();
        text.Append(CultureInfo.InvariantCulture, $"Plan of {plan.Pipeline} {plan.Release.Version} to {plan.Environment}\n");
        text.Append(CultureInfo.InvariantCulture, $"  plan       {PlanFile.DigestOf(plan)}\n");
        foreach (var (name, value) in Facts(plan))
            text.Append(CultureInfo.InvariantCulture, $"  {name,-10} {value}\n");
        var (places, served) = (Width(plan.Places.Select(place => place.Place)), Width(plan.Places.Select(Served)));
        foreach (var (step, names) in plan.Steps.Index())
        {
            foreach (var place in names.Select(name => plan.Places.First(place => place.Place == name)))
                text.Append(CultureInfo.InvariantCulture, $"  step {step + 1,-5} {place.Place.PadRight(places)}  {Served(place).PadRight(served)}  {Changes(place)}\n");
        }

        text.Append(Verdict(plan));
        foreach (var finding in findings)
            text.Append(CultureInfo.InvariantCulture, $"\nStands against it: {finding}");
        return text.ToString();
    }

    /// <summary>The plan as Markdown, for the summary of a job.</summary>
    /// <param name="plan">The plan.</param>
    /// <param name="findings">What stands against it.</param>
    public static string Markdown(DeployPlan plan, ImmutableArray<string> findings)
    {
        var text = new StringBuilder();
        text.Append(CultureInfo.InvariantCulture, $"### Plan of {Cell(plan.Pipeline)} {Cell(plan.Release.Version)} to {Cell(plan.Environment)}\n\n{Verdict(plan)}\n\n| | |\n|---|---|\n| plan | `{PlanFile.DigestOf(plan)}` |\n");
        foreach (var (name, value) in Facts(plan))
            text.Append(CultureInfo.InvariantCulture, $"| {name} | {Cell(value)} |\n");
        text.Append("\n| step | place | serves | would change |\n|---|---|---|---|\n");
        foreach (var (step, names) in plan.Steps.Index())
        {
            foreach (var place in names.Select(name => plan.Places.First(place => place.Place == name)))
                text.Append(CultureInfo.InvariantCulture, $"| {step + 1} | {Cell(place.Place)} | {Cell(Served(place))} | {Cell(Changes(place))} |\n");
        }

        foreach (var finding in findings)
            text.Append(CultureInfo.InvariantCulture, $"\n> **Stands against it:** {Cell(finding)}\n");
        return text.ToString();
    }

    private static IEnumerable<(string Name, string Value)> Facts(DeployPlan plan)
    {
        var (release, policy) = (plan.Release, plan.Policy);
        yield return ("release", $"{release.Version}, {release.Digest}");
        if (release.Image is { } image)
            yield return ("image", image);
        if (release.Evidence is { } evidence)
            yield return ("made from", $"data {evidence.Data ?? "not known"}, commit {evidence.Commit ?? "not known"}{(evidence.Dirty ? " with changes" : "")}{(evidence.Author is null ? "" : " by " + evidence.Author)}");
        yield return ("gates", release.Evidence?.Verdict ?? "nothing is recorded");
        if (policy.Signature)
            yield return ("signature", policy.Signatures?.Text ?? "was not checked");
        if (policy.After is { } after)
            yield return ("before", policy.Ran is null ? $"has not served in {after}" : $"served in {after} ({policy.Ran})");
        yield return ("approval", policy.Approvers.IsEmpty ? "nobody has to" : "by one of " + string.Join(", ", policy.Approvers));
        yield return ("strategy", plan.Strategy);
        foreach (var schema in plan.Schema)
            yield return ("schema", Schema(schema));
        if (plan.HalfDone is { } half)
            yield return ("half done", half);
    }

    private static string Schema(SchemaChange change)
    {
        var differences = string.Join("; ", ((IEnumerable<string>)[.. change.Added.Select(name => "new " + name), .. change.Removed.Select(name => "gone " + name), .. change.Retyped]));
        return change.Compatible switch
        {
            null => $"that of {change.From} is not known here",
            true when differences.Length == 0 => $"as that of {change.From}",
            true => $"requests for {change.From} are answered: {differences}",
            false => $"requests for {change.From} are NOT answered: {differences}",
        };
    }

    private static string Served(PlannedPlace place) =>
        (place.Version is null ? place.Health.ToString().ToLowerInvariant() : $"{place.Version} {place.Health.ToString().ToLowerInvariant()}");

    private static string Changes(PlannedPlace place) => string.Join("; ", ((IEnumerable<string>)[
        .. place.Changes.DefaultIfEmpty("nothing changes"), .. place.Drift.Select(drift => "drift: " + drift), .. place.Note is null ? Array.Empty<string>() : [place.Note]]));

    private static string Verdict(DeployPlan plan)
    {
        var changes = plan.Places.Count(place => !place.Changes.IsEmpty);
        return changes > 0 ? string.Create(CultureInfo.InvariantCulture, $"{changes} of {plan.Places.Length} places would change.")
            : plan.HalfDone is not null ? "No place would change, and what was half done is closed."
            : "No changes.";
    }

    private static int Width(IEnumerable<string> texts) => texts.Select(text => text.Length).DefaultIfEmpty().Max();

    private static string Cell(string text) => text.Replace("|", "\\|", StringComparison.Ordinal).Replace("<", "&lt;", StringComparison.Ordinal).ReplaceLineEndings(" ");
}

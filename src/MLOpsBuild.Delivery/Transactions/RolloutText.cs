using System.Globalization;
using System.Text;

namespace MLOpsBuild.Delivery;

/// <summary>What a rollout came to, for people.</summary>
public static class RolloutText
{
    /// <summary>A line for each place, with its message where it has one.</summary>
    public static string Of(RolloutReport report)
    {
        var width = report.Places.Select(place => place.Place.Length).DefaultIfEmpty().Max();
        return string.Join('\n', report.Places.Select(place =>
            $"  {place.Place.PadRight(width)}  {Word(place.Outcome),-12} {place.Version ?? "none"}{(place.Message is null ? "" : "  " + place.Message)}"));
    }

    /// <summary>The rollout as Markdown, for the summary of a job.</summary>
    /// <param name="title">What was done, as in <c>Deploy of credit-scoring 0.1.1 to production</c>.</param>
    /// <param name="report">What it came to.</param>
    public static string Markdown(string title, RolloutReport report)
    {
        var text = new StringBuilder();
        text.Append(CultureInfo.InvariantCulture, $"### {title}: {(report.Succeeded ? "done" : "failed")}\n\n");
        if (report.Breach is { } breach)
            text.Append(CultureInfo.InvariantCulture, $"{breach}\n\n");
        text.Append("| place | outcome | version | |\n|---|---|---|---|\n");
        foreach (var place in report.Places)
            text.Append(CultureInfo.InvariantCulture, $"| {place.Place} | {Word(place.Outcome)} | {place.Version ?? "none"} | {(place.Message ?? "").Replace("|", "\\|", StringComparison.Ordinal).ReplaceLineEndings("<br>")} |\n");
        return text.ToString();
    }

    private static string Word(PlaceOutcome outcome) => outcome switch
    {
        PlaceOutcome.WentBack => "went back",
        PlaceOutcome.NotReached => "not reached",
        _ => outcome.ToString().ToLowerInvariant(),
    };
}

using System.Globalization;
using static MLOpsBuild.Learning.Reporting.Page;

namespace MLOpsBuild.Learning.Reporting;

/// <summary>How the model treats groups of people.</summary>
internal static class FairnessSection
{
    private const double FourFifths = 0.8;

    public static Element? Of(Evaluation evaluation) => evaluation.Fairness.IsEmpty
        ? null
        : Section(
            "fairness",
            "Fairness",
            [
                El("p", "Outcomes are decisions at the threshold. A group's true rate is the share of those who deserve the favourable outcome and get it; its false rate is the share of the others who get it all the same. In each strip the dot is the share that gets the outcome, with its interval; the upright mark is the share whose label it is."),
                .. evaluation.Fairness.SelectMany(Column),
            ]);

    private static IEnumerable<Node> Column(FairnessResult result)
    {
        yield return El("h3", $"By {result.Column}");
        yield return Table(
            "cards groups",
            $"Who gets '{result.Favourable}'",
            ["Group", "Rows", $"Get '{result.Favourable}'", "", $"Are '{result.Favourable}'", "True rate", "False rate", "AUC", "Accuracy"],
            result.Groups.Select(group => Row(result, group)));
        yield return El(
            "dl",
            [("class", "measures")],
            [.. result.Measures.Select(measure => El(
                "div",
                [("data-column", result.Column), ("data-measure", measure.Metric)],
                El("dt", Title(measure.Metric)),
                Number("dd", Format.Value(measure.Value), "value", measure.Value),
                El("dd", [("class", "interval")], Format.Range(measure.Interval))))]);
        yield return El("p", [("class", "note")], Note(result));
    }

    private static Element Row(FairnessResult result, GroupResult group) => Page.Row(
        [("data-column", result.Column), ("data-group", group.Name)],
        Head(group.Name, group.Judged ? "" : El("span", [("class", "note")], string.Create(CultureInfo.InvariantCulture, $"under {result.MinimumRows} rows: not judged"))),
        Cell("Rows", Format.Count(group.Rows), "rows", group.Rows),
        Cell($"Get '{result.Favourable}'", Format.Percent(group.FavourableRate), "favourable-rate", group.FavourableRate, El("span", [("class", "interval")], Format.PercentRange(group.FavourableInterval))),
        Text("", "strip-cell", Strip.Draw(group.FavourableRate, group.FavourableInterval, group.BaseRate, 0, 1, group.Judged ? "plain" : "quiet")),
        Cell($"Are '{result.Favourable}'", Format.Percent(group.BaseRate), "base-rate", group.BaseRate),
        Cell("True rate", Format.Percent(group.TrueRate), "true-rate", group.TrueRate),
        Cell("False rate", Format.Percent(group.FalseRate), "false-rate", group.FalseRate),
        Cell("AUC", Format.Value(group.Auc), "auc", group.Auc, El("span", [("class", "interval")], Format.Range(group.AucInterval))),
        Cell("Accuracy", Format.Percent(group.Accuracy), "accuracy", group.Accuracy));

    private static string Title(string measure) => measure switch
    {
        "demographic_parity_ratio" => "Demographic parity ratio",
        "demographic_parity_difference" => "Demographic parity difference",
        "equalized_odds_ratio" => "Equalised odds ratio",
        _ => "Equalised odds difference",
    };

    private static string Note(FairnessResult result)
    {
        var ratio = result.Measures.Single(measure => measure.Metric == "demographic_parity_ratio").Value;
        return double.IsNaN(ratio)
            ? "Fewer than two groups are large enough to compare."
            : $"The four-fifths rule of thumb (US Uniform Guidelines, 1978) asks for a demographic parity ratio of 0.80 or more; {Format.Value(ratio)} {(ratio >= FourFifths ? "meets it" : "does not meet it")}. Ratios and differences are over judged groups, by Fairlearn's definitions.";
    }
}

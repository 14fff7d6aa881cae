using static MLOpsBuild.Learning.Reporting.Page;

namespace MLOpsBuild.Learning.Reporting;

/// <summary>Probabilities by class, and what the threshold makes of them.</summary>
internal static class DecisionsSection
{
    public static Element Of(Evaluation evaluation) => Section(
        "decisions",
        "Decisions",
        El("div", [("class", "charts two")], Scores(evaluation), Confusion(evaluation)));

    private static Element Scores(Evaluation evaluation) => El(
        "figure",
        El("h3", "Probabilities by class"),
        ClassHistogram.Draw(evaluation),
        El(
            "figcaption",
            El("span", [("class", "key positive")], ""),
            $" '{evaluation.Rows.Positive}' upwards, ",
            El("span", [("class", "key negative")], ""),
            $" '{evaluation.Rows.Negative}' downwards, each as shares of its class."));

    private static Element Confusion(Evaluation evaluation)
    {
        var (c, rows) = (evaluation.Confusion, evaluation.Rows);
        return El(
            "figure",
            El("h3", "Confusion at the threshold"),
            El(
                "table",
                [("class", "confusion")],
                El("caption", $"Rows by what they are and what the model says at {Format.Value(evaluation.Threshold)}"),
                El("thead", El("tr", El("td", ""), Column($"says '{rows.Positive}'"), Column($"says '{rows.Negative}'"))),
                El(
                    "tbody",
                    El("tr", Side($"is '{rows.Positive}'"), Count("true-positives", c.TruePositives, rows.Positives, true), Count("false-negatives", c.FalseNegatives, rows.Positives, false)),
                    El("tr", Side($"is '{rows.Negative}'"), Count("false-positives", c.FalsePositives, rows.Count - rows.Positives, false), Count("true-negatives", c.TrueNegatives, rows.Count - rows.Positives, true)))),
            El("figcaption", $"{Format.Percent(c.Accuracy)} of rows are on the right side. Shares are of each row of the table."));
    }

    private static Element Column(string text) => El("th", [("scope", "col")], text);

    private static Element Side(string text) => El("th", [("scope", "row")], text);

    private static Element Count(string field, int count, int of, bool right)
    {
        var share = of == 0 ? 0 : count / (double)of;
        return El(
            "td",
            [("class", right ? "right" : "wrong"), ("style", $"--share:{Format.Point(share)}"), ("data-field", field), ("data-value", Format.Exact(count))],
            El("strong", Format.Count(count)),
            El("span", of == 0 ? "" : Format.Percent(share)));
    }
}

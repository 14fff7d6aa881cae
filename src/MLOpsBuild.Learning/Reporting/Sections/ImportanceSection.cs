using static MLOpsBuild.Learning.Reporting.Page;

namespace MLOpsBuild.Learning.Reporting;

/// <summary>How much each feature matters.</summary>
internal static class ImportanceSection
{
    private const int Shown = 12;

    public static Element Of(Evaluation evaluation)
    {
        if (evaluation.Importance.IsEmpty)
            return Section("importance", "Features", El("p", "The test rows hold one class, so importance cannot be told."));

        var greatest = Math.Max(evaluation.Importance.Max(feature => feature.High), 1e-9);
        var rows = evaluation.Importance.Select(feature => Row(feature, greatest)).ToArray();
        return Section(
            "importance",
            "Features",
            Bars("How much AUC falls when a column is shuffled between rows", rows.Take(Shown)),
            rows.Length <= Shown ? "" : El("details", El("summary", $"{rows.Length - Shown} more"), Bars("The other features", rows.Skip(Shown))),
            El("p", [("class", "note")], $"Mean of {FeatureImportance.Shuffles} shuffles on the test rows, seed {Format.Count(evaluation.Intervals.Seed)}; the thin line runs from the least to the greatest. Columns that tell the same share what they tell, and each then looks less important than both together."));
    }

    private static Element Bars(string caption, IEnumerable<Element> rows) => El(
        "table",
        [("class", "bars")],
        El("caption", caption),
        El("thead", El("tr", El("th", [("scope", "col")], "Feature"), El("th", [("scope", "col")], "Fall of AUC"), El("th", [("scope", "col"), ("class", "num")], "Mean"))),
        El("tbody", [.. rows]));

    private static Element Row(FeatureImportance feature, double greatest)
    {
        var (low, high) = (Part(feature.Low), Part(feature.High));
        return El(
            "tr",
            [("data-feature", feature.Column)],
            El("th", [("scope", "row")], feature.Column),
            El(
                "td",
                [("class", "bar-cell")],
                El("span", [("class", "bar"), ("style", $"width:{Format.Point(Part(feature.Mean))}%")], ""),
                El("span", [("class", "reach"), ("style", $"left:{Format.Point(low)}%;width:{Format.Point(high - low)}%")], "")),
            Number("td", Format.Value(feature.Mean), "mean", feature.Mean));

        double Part(double value) => Math.Clamp(value / greatest * 100, 0, 100);
    }
}

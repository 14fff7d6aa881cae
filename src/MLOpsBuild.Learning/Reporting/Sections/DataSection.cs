using System.Globalization;
using static MLOpsBuild.Learning.Reporting.Page;

namespace MLOpsBuild.Learning.Reporting;

/// <summary>What the model learnt from.</summary>
internal static class DataSection
{
    private const int ValuesShown = 4;

    public static Element? Of(DataProfile? profile, Evaluation evaluation) => profile is null
        ? null
        : Section(
            "data",
            "Data",
            [
                El("p", $"{Format.Count(profile.Rows)} training rows, {Format.Percent(profile.Positives / (double)Math.Max(profile.Rows, 1))} of them '{evaluation.Rows.Positive}'. {Format.Count(evaluation.Rows.Count)} test rows, {Format.Percent(evaluation.Rows.Positives / (double)evaluation.Rows.Count)} '{evaluation.Rows.Positive}'. The tables are of the training rows."),
                .. profile.Numbers.IsEmpty ? Array.Empty<Node>() : [Numbers(profile)],
                .. profile.Categories.IsEmpty ? Array.Empty<Node>() : [Categories(profile)],
            ]);

    private static Element Numbers(DataProfile profile) => Table(
        "cards profile",
        "Numbers",
        ["Column", "Missing", "Least", "Median", "Mean", "Greatest"],
        profile.Numbers.Select(number => Row(
            [("data-profile", number.Name)],
            Head(number.Name, Role(number.Role)),
            Cell("Missing", Share(number.Missing, number.Count), "missing", number.Missing),
            Cell("Least", Text(number.Count, number.Min), "min", number.Min),
            Cell("Median", Text(number.Count, Median(profile, number)), "median", Median(profile, number)),
            Cell("Mean", Text(number.Count, number.Mean), "mean", number.Mean),
            Cell("Greatest", Text(number.Count, number.Max), "max", number.Max))));

    private static Element Categories(DataProfile profile) => Table(
        "cards profile words",
        "Categories and flags",
        ["Column", "Missing", "Values", "Most frequent"],
        profile.Categories.Select(category => Row(
            [("data-profile", category.Name)],
            Head(category.Name, Role(category.Role)),
            Cell("Missing", Share(category.Missing, category.Count), "missing", category.Missing),
            Cell("Values", Format.Count(category.Distinct), "distinct", category.Distinct),
            Page.Text("Most frequent", "detail", El("span", string.Join(", ", category.Values.Take(ValuesShown).Select(value => $"{Word(category, value.Value)} {Format.Percent(value.Count / (double)category.Count)}")))))));

    private static Element Role(Pipelines.ColumnRole role) =>
        El("span", [("class", "note")], role == Pipelines.ColumnRole.Sensitive ? "for fairness only" : "");

    private static string Word(CategoryProfile category, string value) => !category.Flag ? value : value == "1" ? "yes" : "no";

    private static string Share(int missing, int count) => missing == 0 ? "none" : Format.Percent(missing / (double)(missing + count));

    private static double Median(DataProfile profile, NumberProfile number) =>
        profile.QuantileLevels.IndexOf(0.5) is var place && place >= 0 && place < number.Quantiles.Length ? number.Quantiles[place] : double.NaN;

    private static string Text(int count, double value) => count == 0 || double.IsNaN(value) ? "\u2013" : value.ToString("#,##0.####", CultureInfo.InvariantCulture).Replace('-', '\u2212');
}

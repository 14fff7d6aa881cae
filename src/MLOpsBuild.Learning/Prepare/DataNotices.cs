using System.Collections.Immutable;
using System.Globalization;
using MLOpsBuild.Pipelines;

namespace MLOpsBuild.Learning;

/// <summary>What is worth knowing about the data and fails nothing.</summary>
internal static class DataNotices
{
    private static readonly ImmutableHashSet<string> MissingWords = ImmutableHashSet.Create(StringComparer.OrdinalIgnoreCase, "NA", "N/A", "null", "none", "nan", "?", "-");

    public static ImmutableArray<string> Find(Pipeline pipeline, PreparedRows rows) =>
        [.. BadRows(pipeline, rows), .. Balance(rows), .. Constant(rows), .. Words(rows)];

    private static IEnumerable<string> BadRows(Pipeline pipeline, PreparedRows rows)
    {
        if (rows.Bad > 0)
            yield return string.Create(CultureInfo.InvariantCulture, $"{rows.Bad:N0} of {rows.Rows:N0} rows were set aside, {Shares.Text((double)rows.Bad / rows.Rows)}; {Quarantine.PathOf(pipeline)} says why.");
    }

    /// <summary>The two sides differ by more than three standard errors: by chance once in 370 splits.</summary>
    private static IEnumerable<string> Balance(PreparedRows rows)
    {
        var (train, test) = (rows.Train, rows.Test);
        if (train.Rows == 0 || test.Rows == 0)
            yield break;
        var pooled = (double)(train.Positives + test.Positives) / (train.Rows + test.Rows);
        var error = Math.Sqrt(pooled * (1 - pooled) * ((1.0 / train.Rows) + (1.0 / test.Rows)));
        if (Math.Abs(train.Share - test.Share) > 3 * error)
            yield return $"The sides differ in class balance: {Shares.Text(train.Share)} of the training rows are positive and {Shares.Text(test.Share)} of the test rows; another seed of Split, or more rows, would even it.";
    }

    private static IEnumerable<string> Constant(PreparedRows rows)
    {
        foreach (var number in rows.Profile.Numbers.Where(number => number is { Distinct: 1, Missing: 0, Role: ColumnRole.Feature }))
            yield return $"Column {number.Name} is {number.Min.ToString(CultureInfo.InvariantCulture)} in every training row: nothing can be learned from it.";
        foreach (var category in rows.Profile.Categories.Where(category => category is { Distinct: 1, Missing: 0, Role: ColumnRole.Feature }))
            yield return $"Column {category.Name} is '{category.Values[0].Value}' in every training row: nothing can be learned from it.";
    }

    private static IEnumerable<string> Words(PreparedRows rows) =>
        from category in rows.Profile.Categories
        from value in category.Values
        where MissingWords.Contains(value.Value)
        select string.Create(CultureInfo.InvariantCulture, $"Column {category.Name} has the word '{value.Value}' in {value.Count:N0} training rows, taken as a category; only an empty cell is missing.");
}

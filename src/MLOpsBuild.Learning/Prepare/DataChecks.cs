using System.Globalization;
using MLOpsBuild.Pipelines;

namespace MLOpsBuild.Learning;

/// <summary>What can be wrong with the data as a whole.</summary>
internal static class DataChecks
{
    public static IEnumerable<Finding> Find(Pipeline pipeline, PreparedRows rows)
    {
        var (bad, good) = (rows.BadRows(pipeline), rows.Train.Rows + rows.Test.Rows);
        foreach (var finding in bad)
            yield return finding;
        if (good == 0)
        {
            if (bad.Count == 0)
                yield return new(FindingCodes.NoData, "every row was set aside", pipeline.Data.Csv, null, $"Correct the data; {Quarantine.PathOf(pipeline)} says what is wrong.");
            yield break;
        }

        foreach (var finding in Classes(pipeline, rows).Concat(Missing(pipeline, rows)))
            yield return finding;
    }

    private static IEnumerable<Finding> Classes(Pipeline pipeline, PreparedRows rows)
    {
        var all = SideReport.Of(rows.Train.Rows + rows.Test.Rows, rows.Train.Positives + rows.Test.Positives);
        if (OneClass(all))
        {
            yield return ClassFinding(pipeline, all, "row", "Get rows of both classes: a model cannot learn from one.");
            yield break;
        }

        foreach (var (side, name) in new[] { (rows.Train, "training row"), (rows.Test, "test row") })
        {
            if (side.Rows == 0)
                yield return new(FindingCodes.NoData, $"the split leaves no {name}", pipeline.Data.Csv, Text($"{all.Rows:N0} rows"), "Get more rows, or change Split(test).");
            else if (OneClass(side))
                yield return ClassFinding(pipeline, side, name, "Get more rows, or change the seed or share of Split.");
        }
    }

    private static bool OneClass(SideReport side) => side.Positives == 0 || side.Positives == side.Rows;

    private static Finding ClassFinding(Pipeline pipeline, SideReport side, string rows, string fix) => new(
        FindingCodes.OneClass,
        $"every {rows} is of one class",
        $"{pipeline.Data.Csv}, column {pipeline.Rows.Label.Name}",
        Text($"'{(side.Positives == 0 ? pipeline.Rows.Negative : pipeline.Rows.Positive)}' in {side.Rows:N0} rows"),
        fix);

    private static IEnumerable<Finding> Missing(Pipeline pipeline, PreparedRows rows)
    {
        var known = rows.Profile.Numbers.Select(number => (number.Name, number.Count)).Concat(rows.Profile.Categories.Select(category => (category.Name, category.Count))).ToDictionary();
        foreach (var column in pipeline.Rows.Columns.Where(column => rows.Train.Rows > 0 && known.TryGetValue(column.Name, out var count) && count == 0))
            yield return new(FindingCodes.NothingKnown, "no training row has a value", $"{pipeline.Data.Csv}, column {column.Name}", Text($"{rows.Train.Rows:N0} empty cells"), "Fill the column, or mark its property [Unused].");

        foreach (var expectation in pipeline.Data.Expectations.OfType<MissingExpectation>())
        {
            var (missing, all) = (rows.Missing[expectation.Column], rows.Train.Rows + rows.Test.Rows);
            if ((double)missing / all > expectation.Share)
            {
                yield return new(
                    FindingCodes.TooManyMissing,
                    $"more than {Shares.Text(expectation.Share)} of the cells are missing",
                    $"{pipeline.Data.Csv}, column {expectation.Column}",
                    Text($"{Shares.Text((double)missing / all)}: {missing:N0} of {all:N0} rows"),
                    $"Fill the cells, or raise MissingAtMost{(expectation.Location is { } location ? $" in {location}" : "")}.");
            }
        }
    }

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}

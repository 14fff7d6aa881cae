using System.Globalization;
using MLOpsBuild.Pipelines;

namespace MLOpsBuild.Learning;

/// <summary>A column that must not matter is no feature, and other cells in it, handed over with the rest of the row, change no answer.</summary>
internal static class NotUsedCheck
{
    public static BehaviourCheck Of(NotUsedTest test) => new($"{test.Column} does not matter", "no answer changes in any bit", subject => Judge(subject, test));

    private static Verdict Judge(BehaviourSubject subject, NotUsedTest test)
    {
        var column = subject.Pipeline.Rows.Find(test.Column);
        var feature = subject.Scorer.Schema.Features.Any(known => known.Name == test.Column);
        if (column is null or { Role: ColumnRole.Unused })
            return Judge(test, !feature, feature ? "the model reads it" : "rows are handed over without it");

        var changed = Changes(subject.Rows, column).Max(rows => BehaviourSubject.Differences(subject.Scorer.Score(rows), subject.Answers));
        return Judge(test, !feature && changed == 0, string.Create(CultureInfo.InvariantCulture, $"{(feature ? "the model reads it; " : "")}{changed:N0} of {BehaviourSubject.Count(subject.Rows.Rows)} change with it"));
    }

    private static Verdict Judge(NotUsedTest test, bool passed, string measure) => Verdict.Of(
        passed,
        measure,
        FindingCodes.ColumnMatters,
        $"{test.Column} must not matter and does",
        test.Location?.ToString() ?? $"column {test.Column}",
        "Mark the property [Sensitive] or [Unused], and train again.");

    /// <summary>The cells in reverse order, and none at all.</summary>
    private static IEnumerable<Table> Changes(Table rows, Column column)
    {
        if (column.Kind == ColumnKind.Category)
        {
            yield return rows.WithCategories(column.Name, [.. rows.Categories(column.Name).AsEnumerable().Reverse()]);
            yield return rows.WithCategories(column.Name, new string?[rows.Rows]);
        }
        else
        {
            yield return rows.WithNumbers(column.Name, [.. rows.Numbers(column.Name).AsEnumerable().Reverse()]);
            yield return rows.WithNumbers(column.Name, [.. Enumerable.Repeat(float.NaN, rows.Rows)]);
        }
    }
}

using MLOpsBuild.Pipelines;

namespace MLOpsBuild.Learning.Tests.Training;

/// <summary>Made-up rows with a number, a category, a sensitive column and missing cells.</summary>
internal static class Parcels
{
    public static RowSchema Schema { get; } = new()
    {
        Columns =
        [
            new("late", "Late", ColumnKind.Flag, ColumnRole.Label, false),
            new("days", "Days", ColumnKind.Number, ColumnRole.Feature, true),
            new("way", "Way", ColumnKind.Category, ColumnRole.Feature, true),
            new("age", "Age", ColumnKind.Number, ColumnRole.Sensitive, false),
        ],
        Positive = "yes",
        Negative = "no",
    };

    public static Table Some(int rows) => new(
        Schema,
        new Dictionary<string, float[]>
        {
            ["days"] = [.. Enumerable.Range(0, rows).Select(row => row % 3 == 2 ? float.NaN : row / 4f)],
            ["age"] = [.. Enumerable.Range(0, rows).Select(row => 20f + row)],
        },
        new Dictionary<string, string?[]> { ["way"] = [.. Enumerable.Range(0, rows).Select(row => row % 4 == 1 ? null : "way " + (row % 5))] },
        [.. Enumerable.Range(0, rows).Select(row => row % 2 == 0)]);
}

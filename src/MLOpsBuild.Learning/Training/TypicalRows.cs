using System.Collections.Immutable;
using MLOpsBuild.Pipelines;

namespace MLOpsBuild.Learning;

/// <summary>Makes typical rows column by column out of quartiles and frequent words, so that none is a row of a real person.</summary>
internal static class TypicalRows
{
    public static ImmutableArray<(string Name, ImmutableArray<KnownCell> Cells)> Of(Table rows) =>
    [
        ("lower quartiles and most frequent words", Cells(rows, 0.25, 0)),
        ("medians and most frequent words", Cells(rows, 0.5, 0)),
        ("upper quartiles and second most frequent words", Cells(rows, 0.75, 1)),
    ];

    private static ImmutableArray<KnownCell> Cells(Table rows, double quantile, int rank) =>
        [.. rows.Schema.Features.Select(column => column.Kind == ColumnKind.Category
            ? new KnownCell(column.Name, column.Kind, float.NaN, Word(rows.Categories(column.Name), rank))
            : new KnownCell(column.Name, column.Kind, Quantile(rows.Numbers(column.Name), quantile), null))];

    private static float Quantile(float[] cells, double quantile)
    {
        var sorted = cells.Where(float.IsFinite).Order().ToArray();
        return sorted.Length == 0 ? float.NaN : sorted[(int)(quantile * (sorted.Length - 1))];
    }

    private static string? Word(string?[] cells, int rank)
    {
        var words = cells.OfType<string>().GroupBy(word => word, StringComparer.Ordinal)
            .OrderByDescending(group => group.Count()).ThenBy(group => group.Key, StringComparer.Ordinal)
            .Select(group => group.Key).ToArray();
        return words.Length == 0 ? null : words[Math.Min(rank, words.Length - 1)];
    }
}

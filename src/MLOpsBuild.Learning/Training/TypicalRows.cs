using System.Collections.Immutable;
using MLOpsBuild.Pipelines;

namespace MLOpsBuild.Learning;

/// <summary>Makes typical rows column by column out of quartiles and frequent words, so that none is a row of a real person.</summary>
internal static class TypicalRows
{
    public static ImmutableArray<(string Name, ImmutableArray<KnownCell> Cells)> Of(Table rows)
    {
        ImmutableArray<KnownCell>[] columns = [.. rows.Schema.Features.Select(column => column.Kind == ColumnKind.Category
            ? Words(column, rows.Categories(column.Name))
            : Quartiles(column, rows.Numbers(column.Name)))];
        return
        [
            ("lower quartiles and most frequent words", [.. columns.Select(cells => cells[0])]),
            ("medians and most frequent words", [.. columns.Select(cells => cells[1])]),
            ("upper quartiles and second most frequent words", [.. columns.Select(cells => cells[2])]),
        ];
    }

    private static ImmutableArray<KnownCell> Quartiles(Column column, float[] cells)
    {
        var sorted = Array.FindAll(cells, float.IsFinite);
        Array.Sort(sorted);
        return [Cell(0.25), Cell(0.5), Cell(0.75)];

        KnownCell Cell(double quantile) => new(column.Name, column.Kind, sorted.Length == 0 ? float.NaN : sorted[(int)(quantile * (sorted.Length - 1))], null);
    }

    private static ImmutableArray<KnownCell> Words(Column column, string?[] cells)
    {
        var words = cells.OfType<string>().CountBy(word => word, StringComparer.Ordinal)
            .OrderByDescending(pair => pair.Value).ThenBy(pair => pair.Key, StringComparer.Ordinal)
            .Select(pair => pair.Key).Take(2).ToArray();
        return [Cell(words.FirstOrDefault()), Cell(words.FirstOrDefault()), Cell(words.LastOrDefault())];

        KnownCell Cell(string? word) => new(column.Name, column.Kind, float.NaN, word);
    }
}

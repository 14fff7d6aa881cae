using System.Collections.Immutable;
using System.Globalization;
using MLOpsBuild.Pipelines;

namespace MLOpsBuild.Learning;

/// <summary>The rows of a table in groups by one column.</summary>
/// <param name="Names">Names of the groups, in the order of edges or by ordinal order; missing cells last.</param>
/// <param name="OfRow">The index of each row's group.</param>
public sealed record RowGroups(ImmutableArray<string> Names, ImmutableArray<int> OfRow)
{
    /// <summary>The group of rows whose cell is missing.</summary>
    public const string Missing = "(missing)";

    /// <summary>The rows of a table in groups; a group without rows is left out.</summary>
    public static RowGroups Of(Table table, Column column, Grouping grouping)
    {
        IEnumerable<(int Place, string Name)> keys = column.Kind switch
        {
            ColumnKind.Category => table.Categories(column.Name).Select(cell => (0, cell ?? Missing)),
            ColumnKind.Flag => table.Numbers(column.Name).Select(cell => (0, float.IsNaN(cell) ? Missing : cell != 0 ? "yes" : "no")),
            _ => table.Numbers(column.Name).Select(cell => float.IsNaN(cell) ? (0, Missing) : Between(cell, grouping.Edges)),
        };
        var ofRow = keys.ToArray();
        var groups = ofRow.Distinct().OrderBy(key => key.Name == Missing).ThenBy(key => key.Place).ThenBy(key => key.Name, StringComparer.Ordinal).ToArray();
        return new RowGroups([.. groups.Select(key => key.Name)], [.. ofRow.Select(key => Array.IndexOf(groups, key))]);
    }

    /// <summary>The indices of a group's rows.</summary>
    public int[] Rows(int group) => [.. Enumerable.Range(0, OfRow.Length).Where(row => OfRow[row] == group)];

    private static (int Place, string Name) Between(float cell, ImmutableArray<double> edges)
    {
        if (edges.IsEmpty)
            return (0, cell.ToString(CultureInfo.InvariantCulture));
        var place = edges.Count(edge => cell >= edge);
        var name = place == 0 ? $"below {Text(edges[0])}"
            : place == edges.Length ? $"{Text(edges[^1])} and above"
            : $"{Text(edges[place - 1])} to below {Text(edges[place])}";
        return (place, name);
    }

    private static string Text(double edge) => edge.ToString(CultureInfo.InvariantCulture);
}

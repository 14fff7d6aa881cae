using System.Collections.Immutable;
using MLOpsBuild.Pipelines;

namespace MLOpsBuild.Learning;

/// <summary>The training rows' values of one category or flag column.</summary>
/// <param name="Name">The column's name.</param>
/// <param name="Role">What the column is for.</param>
/// <param name="Flag">Whether the column is a flag; its values are 1 and 0.</param>
/// <param name="Count">Cells that have a value.</param>
/// <param name="Missing">Cells that have none.</param>
/// <param name="Distinct">How many values differ.</param>
/// <param name="Values">The values with their counts, the most frequent first and equals in ordinal order; at most <see cref="ValuesAtMost"/>.</param>
public sealed record CategoryProfile(string Name, ColumnRole Role, bool Flag, int Count, int Missing, int Distinct, ImmutableArray<CategoryCount> Values)
{
    /// <summary>The values that are listed at most, so that a column of free text does not become the profile.</summary>
    public const int ValuesAtMost = 1_000;

    internal static CategoryProfile Of(Column column, int missing, IReadOnlyDictionary<string, int> counts) => new(
        column.Name,
        column.Role,
        column.Kind == ColumnKind.Flag,
        counts.Values.Sum(),
        missing,
        counts.Count,
        [.. counts.OrderByDescending(pair => pair.Value).ThenBy(pair => pair.Key, StringComparer.Ordinal).Take(ValuesAtMost).Select(pair => new CategoryCount(pair.Key, pair.Value))]);
}

/// <summary>How often a value occurs.</summary>
public sealed record CategoryCount(string Value, int Count);

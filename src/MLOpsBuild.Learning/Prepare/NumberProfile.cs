using System.Collections.Immutable;
using MLOpsBuild.Pipelines;

namespace MLOpsBuild.Learning;

/// <summary>The training rows' values of one number column.</summary>
/// <param name="Name">The column's name.</param>
/// <param name="Role">What the column is for.</param>
/// <param name="Count">Cells that have a value.</param>
/// <param name="Missing">Cells that have none.</param>
/// <param name="Min">The least value; 0 where there is none, as for all that follow.</param>
/// <param name="Max">The greatest value.</param>
/// <param name="Mean">The mean.</param>
/// <param name="Std">The standard deviation of the sample (divisor n - 1); 0 below two values.</param>
/// <param name="Distinct">How many values differ.</param>
/// <param name="Quantiles">The values at <see cref="DataProfile.QuantileLevels"/>, interpolated linearly (Hyndman and Fan's type 7); empty where there is no value.</param>
/// <param name="FewValues">The values with their counts, ascending, where at most <see cref="FewAtMost"/> differ; else empty.</param>
public sealed record NumberProfile(
    string Name,
    ColumnRole Role,
    int Count,
    int Missing,
    float Min,
    float Max,
    double Mean,
    double Std,
    int Distinct,
    ImmutableArray<float> Quantiles,
    ImmutableArray<NumberCount> FewValues)
{
    /// <summary>A column with at most so many values is better compared by counts than by its distribution.</summary>
    public const int FewAtMost = 20;

    /// <summary>Whether a column is of few values.</summary>
    public bool FewValued => Count > 0 && Distinct <= FewAtMost;

    /// <summary>The statistics of cells; NaN is missing.</summary>
    internal static NumberProfile Of(Column column, IReadOnlyCollection<float> cells, ImmutableArray<double> levels)
    {
        var sorted = cells.Where(cell => !float.IsNaN(cell)).ToArray();
        Array.Sort(sorted);
        var missing = cells.Count - sorted.Length;
        if (sorted.Length == 0)
            return new(column.Name, column.Role, 0, missing, 0, 0, 0, 0, 0, [], []);

        double sum = 0, squares = 0;
        foreach (var value in sorted)
            sum += value;
        var mean = sum / sorted.Length;
        foreach (var value in sorted)
            squares += (value - mean) * (value - mean);
        var distinct = CountDistinct(sorted);
        return new(
            column.Name,
            column.Role,
            sorted.Length,
            missing,
            sorted[0],
            sorted[^1],
            mean,
            sorted.Length < 2 ? 0 : Math.Sqrt(squares / (sorted.Length - 1)),
            distinct,
            [.. levels.Select(level => Quantile(sorted, level))],
            distinct > FewAtMost ? [] : [.. sorted.CountBy(value => value).Select(pair => new NumberCount(pair.Key, pair.Value))]);
    }

    private static int CountDistinct(float[] sorted)
    {
        var distinct = 1;
        for (var i = 1; i < sorted.Length; i++)
            distinct += sorted[i] == sorted[i - 1] ? 0 : 1;
        return distinct;
    }

    private static float Quantile(float[] sorted, double level)
    {
        var position = level * (sorted.Length - 1);
        var below = (int)position;
        var above = Math.Min(below + 1, sorted.Length - 1);
        return (float)(sorted[below] + ((position - below) * ((double)sorted[above] - sorted[below])));
    }
}

/// <summary>How often a number occurs.</summary>
public sealed record NumberCount(float Value, int Count);

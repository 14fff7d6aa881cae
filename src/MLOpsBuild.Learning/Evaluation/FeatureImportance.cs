using System.Collections.Immutable;
using MLOpsBuild.Pipelines;

namespace MLOpsBuild.Learning;

/// <summary>How much AUC falls when one column is shuffled between the test rows (Breiman 2001).</summary>
/// <param name="Column">The feature.</param>
/// <param name="Mean">Mean fall over the shuffles; around 0 the model does not need the column.</param>
/// <param name="Low">Least fall.</param>
/// <param name="High">Greatest fall.</param>
public sealed record FeatureImportance(string Column, double Mean, double Low, double High)
{
    /// <summary>Shuffles of each column.</summary>
    public const int Shuffles = 5;

    /// <summary>All features by falling importance; a shuffle depends on the seed, the column's place and its number. <paramref name="score"/> is called from several threads.</summary>
    public static ImmutableArray<FeatureImportance> Of(Table table, double auc, Func<Table, float[]> score, int seed, CancellationToken cancellation)
    {
        var repeated = table.Select([.. Enumerable.Range(0, Shuffles).SelectMany(_ => Enumerable.Range(0, table.Rows))]);
        var importances = table.Schema.Features.Select((column, place) => (column, place)).AsParallel().WithCancellation(cancellation).Select(feature =>
        {
            var scores = score(Shuffled(repeated, table.Rows, feature.column, seed, feature.place));
            double[] falls = [.. Enumerable.Range(0, Shuffles).Select(i => auc - BinaryMetrics.Auc(table.Labels, scores.AsSpan(i * table.Rows, table.Rows)))];
            return new FeatureImportance(feature.column.Name, falls.Average(), falls.Min(), falls.Max());
        }).ToArray();
        return [.. importances.OrderByDescending(importance => importance.Mean).ThenBy(importance => importance.Column, StringComparer.Ordinal)];
    }

    private static Table Shuffled(Table repeated, int rows, Column column, int seed, int place) =>
        column.Kind == ColumnKind.Category
            ? repeated.WithCategories(column.Name, Shuffled(repeated.Categories(column.Name), rows, seed, place))
            : repeated.WithNumbers(column.Name, Shuffled(repeated.Numbers(column.Name), rows, seed, place));

    private static T[] Shuffled<T>(T[] cells, int rows, int seed, int place)
    {
        var shuffled = (T[])cells.Clone();
        for (var i = 0; i < Shuffles; i++)
            new SeededRandom(seed, (place * Shuffles) + i).Shuffle(shuffled.AsSpan(i * rows, rows));
        return shuffled;
    }
}

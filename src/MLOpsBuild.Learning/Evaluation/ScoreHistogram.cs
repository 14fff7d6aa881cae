using System.Collections.Immutable;

namespace MLOpsBuild.Learning;

/// <summary>Rows by probability and class, in twenty bins of equal width from 0 to 1.</summary>
/// <param name="Positives">Rows of the positive class in each bin.</param>
/// <param name="Negatives">Rows of the negative class in each bin.</param>
public sealed record ScoreHistogram(ImmutableArray<int> Positives, ImmutableArray<int> Negatives)
{
    /// <summary>The number of bins.</summary>
    public const int Bins = 20;

    /// <summary>Counts rows; a probability of 1 is in the last bin.</summary>
    public static ScoreHistogram Of(ScoredRows rows)
    {
        var counts = new int[2, Bins];
        for (var row = 0; row < rows.Count; row++)
            counts[rows.Labels[row] ? 1 : 0, Math.Min((int)(rows.Probabilities[row] * Bins), Bins - 1)]++;
        return new([.. Enumerable.Range(0, Bins).Select(bin => counts[1, bin])], [.. Enumerable.Range(0, Bins).Select(bin => counts[0, bin])]);
    }
}

using System.Globalization;

namespace MLOpsBuild.Learning;

/// <summary>Labels and probabilities of the same rows, sorted once so that each resample of a bootstrap costs one pass.</summary>
public sealed class ScoredRows
{
    private ScoredRows(bool[] labels, double[] probabilities, double threshold, int[] order)
    {
        Labels = labels;
        Probabilities = probabilities;
        Threshold = threshold;
        Descending = order;
    }

    /// <summary>The number of rows, at least 1.</summary>
    public int Count => Labels.Length;

    /// <summary>Whether each row is of the positive class.</summary>
    public bool[] Labels { get; }

    /// <summary>Each row's probability of the positive class, 0 to 1.</summary>
    public double[] Probabilities { get; }

    /// <summary>A row is predicted positive at a probability at or above this.</summary>
    public double Threshold { get; }

    /// <summary>The rows' indices by falling probability, positives first among equals, so that the order of the rows changes no metric.</summary>
    internal int[] Descending { get; }

    /// <summary>Rows from 32-bit scores.</summary>
    /// <exception cref="ArgumentException">No rows, unequal lengths, or a probability that is not a number from 0 to 1.</exception>
    public static ScoredRows Of(ReadOnlySpan<bool> labels, ReadOnlySpan<float> probabilities, double threshold)
    {
        var wide = new double[probabilities.Length];
        for (var i = 0; i < wide.Length; i++)
            wide[i] = probabilities[i];
        return Of(labels, wide, threshold);
    }

    /// <summary>Rows from 64-bit scores.</summary>
    /// <exception cref="ArgumentException">No rows, unequal lengths, or a probability that is not a number from 0 to 1.</exception>
    public static ScoredRows Of(ReadOnlySpan<bool> labels, ReadOnlySpan<double> probabilities, double threshold)
    {
        if (labels.Length != probabilities.Length)
            throw new ArgumentException(string.Create(CultureInfo.InvariantCulture, $"Each row needs one label and one probability: {labels.Length} labels, {probabilities.Length} probabilities."), nameof(probabilities));
        if (labels.IsEmpty)
            throw new ArgumentException("There are no rows to measure on.", nameof(labels));
        for (var i = 0; i < probabilities.Length; i++)
        {
            if (!(probabilities[i] is >= 0 and <= 1)) // NaN is neither
                throw new ArgumentException(string.Create(CultureInfo.InvariantCulture, $"A probability is a number from 0 to 1: row {i} has {probabilities[i]}."), nameof(probabilities));
        }

        var (rows, scores) = (labels.ToArray(), probabilities.ToArray());
        var order = Enumerable.Range(0, scores.Length).ToArray();
        Array.Sort(order, (a, b) => scores[a] != scores[b] ? scores[b].CompareTo(scores[a]) : rows[b].CompareTo(rows[a]));
        return new ScoredRows(rows, scores, threshold, order);
    }

    /// <summary>The rows of these indices, at the same threshold.</summary>
    public ScoredRows Select(IReadOnlyCollection<int> rows) =>
        Of([.. rows.Select(row => Labels[row])], (double[])[.. rows.Select(row => Probabilities[row])], Threshold);

    /// <summary>The same rows with one probability for all.</summary>
    public ScoredRows WithConstant(double probability)
    {
        var constant = new double[Count];
        Array.Fill(constant, probability);
        return Of(Labels, constant, Threshold);
    }
}

namespace MLOpsBuild.Learning;

/// <summary>Metrics of a binary classifier as pure functions of labels and probabilities.</summary>
public static class BinaryMetrics
{
    /// <summary>Bins of the calibration error and curve, of equal size.</summary>
    public const int CalibrationBins = 10;

    private const double Clip = 1e-15;

    /// <summary>All metrics of these rows.</summary>
    /// <exception cref="ArgumentException">As <see cref="ScoredRows.Of(ReadOnlySpan{bool}, ReadOnlySpan{float}, double)"/>.</exception>
    public static MetricValues Of(ReadOnlySpan<bool> labels, ReadOnlySpan<float> probabilities, double threshold) =>
        Of(ScoredRows.Of(labels, probabilities, threshold));

    /// <summary>All metrics of these rows.</summary>
    public static MetricValues Of(ScoredRows rows)
    {
        var once = new int[rows.Count];
        Array.Fill(once, 1);
        return Of(rows, once);
    }

    /// <summary>Area under the ROC curve, ties counting half; NaN with one class only.</summary>
    public static double Auc(ReadOnlySpan<bool> labels, ReadOnlySpan<float> probabilities) =>
        Of(labels, probabilities, 0.5).Auc;

    /// <summary>All metrics where each row counts as often as its weight says: one pass over the sorted rows.</summary>
    internal static MetricValues Of(ScoredRows rows, ReadOnlySpan<int> weights)
    {
        var total = 0;
        foreach (var weight in weights)
            total += weight;

        var calibration = new CalibrationSum(total);
        double concordant = 0, precisionSum = 0, logLoss = 0, brier = 0;
        int positives = 0, negatives = 0, truePositives = 0, falsePositives = 0;
        var order = rows.Descending;
        for (var start = 0; start < order.Length;)
        {
            var probability = rows.Probabilities[order[start]];
            int tiedPositives = 0, tiedNegatives = 0, end = start;
            for (; end < order.Length && rows.Probabilities[order[end]] == probability; end++)
            {
                if (rows.Labels[order[end]])
                    tiedPositives += weights[order[end]];
                else
                    tiedNegatives += weights[order[end]];
            }

            start = end;
            if (tiedPositives + tiedNegatives == 0)
                continue;

            concordant += tiedNegatives * (positives + (0.5 * tiedPositives));
            positives += tiedPositives;
            negatives += tiedNegatives;
            precisionSum += tiedPositives * ((double)positives / (positives + negatives));
            var clipped = Math.Clamp(probability, Clip, 1 - Clip);
            if (tiedPositives > 0)
                logLoss -= tiedPositives * Math.Log(clipped);
            if (tiedNegatives > 0)
                logLoss -= tiedNegatives * Math.Log(1 - clipped);
            brier += (tiedPositives * (1 - probability) * (1 - probability)) + (tiedNegatives * probability * probability);
            calibration.Add(probability, tiedPositives, tiedNegatives);
            if (probability >= rows.Threshold)
                (truePositives, falsePositives) = (positives, negatives);
        }

        return new MetricValues
        {
            Auc = positives == 0 || negatives == 0 ? double.NaN : concordant / ((double)positives * negatives),
            PrAuc = positives == 0 ? double.NaN : precisionSum / positives,
            LogLoss = logLoss / total,
            Brier = brier / total,
            CalibrationError = calibration.Error,
            Confusion = new Confusion(truePositives, falsePositives, negatives - falsePositives, positives - truePositives),
        };
    }
}

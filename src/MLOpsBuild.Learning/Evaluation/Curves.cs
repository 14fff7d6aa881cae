using System.Collections.Immutable;

namespace MLOpsBuild.Learning;

/// <summary>A point of a curve.</summary>
public readonly record struct CurvePoint(double X, double Y);

/// <summary>A bin of the calibration curve.</summary>
/// <param name="Predicted">Mean probability of its rows.</param>
/// <param name="Observed">Share of positives among its rows.</param>
/// <param name="Rows">Its rows.</param>
public readonly record struct CalibrationBin(double Predicted, double Observed, int Rows);

/// <summary>Curves of a binary classifier.</summary>
public static class Curves
{
    /// <summary>The ROC curve: false positive rate against true positive rate, from (0, 0) to (1, 1), one point for each distinct probability.</summary>
    public static ImmutableArray<CurvePoint> Roc(ScoredRows rows)
    {
        double positives = rows.Labels.Count(label => label), negatives = rows.Count - positives;
        return positives == 0 || negatives == 0
            ? []
            : [new(0, 0), .. Steps(rows).Select(step => new CurvePoint(step.False / negatives, step.True / positives))];
    }

    /// <summary>The precision-recall curve: recall against precision by falling threshold, one point for each distinct probability; average precision is its area in steps.</summary>
    public static ImmutableArray<CurvePoint> PrecisionRecall(ScoredRows rows)
    {
        double positives = rows.Labels.Count(label => label);
        return positives == 0 ? [] : [.. Steps(rows).Select(step => new CurvePoint(step.True / positives, (double)step.True / (step.True + step.False)))];
    }

    /// <summary>Ten bins of rows by rising probability, equal in size to a row.</summary>
    public static ImmutableArray<CalibrationBin> Calibration(ScoredRows rows)
    {
        var ascending = rows.Descending.Reverse().ToArray();
        var bins = Math.Min(BinaryMetrics.CalibrationBins, ascending.Length);
        return
        [
            .. Enumerable.Range(0, bins).Select(bin =>
            {
                var part = ascending[(ascending.Length * bin / bins)..(ascending.Length * (bin + 1) / bins)];
                return new CalibrationBin(part.Average(row => rows.Probabilities[row]), part.Average(row => rows.Labels[row] ? 1.0 : 0.0), part.Length);
            }),
        ];
    }

    private static IEnumerable<(int True, int False)> Steps(ScoredRows rows)
    {
        int positives = 0, negatives = 0;
        var order = rows.Descending;
        for (var i = 0; i < order.Length; i++)
        {
            if (rows.Labels[order[i]])
                positives++;
            else
                negatives++;
            if (i + 1 == order.Length || rows.Probabilities[order[i + 1]] != rows.Probabilities[order[i]])
                yield return (positives, negatives);
        }
    }
}

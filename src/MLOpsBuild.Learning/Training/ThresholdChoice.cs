using MLOpsBuild.Pipelines;

namespace MLOpsBuild.Learning;

/// <summary>Chooses the decision threshold on rows that the fit has not seen.</summary>
public static class ThresholdChoice
{
    /// <summary>The threshold by a rule, at most 1; of thresholds that are equally good the highest, set halfway between the two probabilities that it parts.</summary>
    /// <param name="rule">The rule.</param>
    /// <param name="labels">Whether a row is positive; of both classes.</param>
    /// <param name="probabilities">The probability of the positive class, one a row.</param>
    public static double Choose(ThresholdRule rule, ReadOnlySpan<bool> labels, ReadOnlySpan<float> probabilities) => rule switch
    {
        FixedThreshold at => at.Probability,
        BestF1Threshold => Best(labels, probabilities, (found, wrong, missed) => 2.0 * found / ((2.0 * found) + wrong + missed)),
        LeastCostThreshold cost => Best(labels, probabilities, (_, wrong, missed) => -((cost.FalsePositive * wrong) + (cost.FalseNegative * missed))),
        _ => throw new NotSupportedException($"No choice is known for {rule.GetType().Name}. Use BestF1, At or LeastCost."),
    };

    private static double Best(ReadOnlySpan<bool> labels, ReadOnlySpan<float> probabilities, Func<int, int, int, double> worth)
    {
        var order = Enumerable.Range(0, labels.Length).ToArray();
        var keys = probabilities.ToArray();
        Array.Sort(keys, order);
        var positives = labels.Count(true);
        var (best, threshold) = (keys[^1] < 1 ? worth(0, 0, positives) : double.NegativeInfinity, 1.0);
        int found = 0, wrong = 0;
        for (var i = keys.Length - 1; i >= 0; i--)
        {
            if (labels[order[i]])
                found++;
            else
                wrong++;
            if (i > 0 && keys[i - 1] == keys[i])
                continue;

            var value = worth(found, wrong, positives - found);
            if (value > best)
                (best, threshold) = (value, i == 0 ? keys[0] : ((double)keys[i] + keys[i - 1]) / 2);
        }

        return threshold;
    }
}

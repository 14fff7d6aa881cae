namespace MLOpsBuild.Delivery;

/// <summary>
/// How far the predictions of a canary lie from those of the others: the largest difference of their cumulative shares (the Kolmogorov–Smirnov distance) at the bounds that the servers count by.
/// What both shares can be is bounded at any number of looks, so that the difference is at least <see cref="Least"/> but for a chance of at most alpha.
/// </summary>
/// <param name="Bound">The probability at which the difference is largest.</param>
/// <param name="Least">The difference that the counts prove, from 0 to 1.</param>
internal readonly record struct PredictionDrift(double Bound, double Least)
{
    /// <summary>The drift that the counts prove; none where one side has predicted nothing.</summary>
    public static PredictionDrift Of(PredictionCounts canary, PredictionCounts others, double alpha)
    {
        var bounds = canary.Within.Keys.Where(bound => double.IsFinite(bound) && others.Within.ContainsKey(bound)).ToArray();
        if (canary.All == 0 || others.All == 0 || bounds.Length == 0)
            return default;

        // A lowest and a highest share of each side at each bound share the chance of being wrong.
        var each = alpha / (4 * bounds.Length);
        return bounds.Select(bound => new PredictionDrift(bound, Apart(Shares(canary, bound, each), Shares(others, bound, each)))).MaxBy(drift => drift.Least);
    }

    private static double Apart((double Lowest, double Highest) one, (double Lowest, double Highest) other) => Math.Max(0, Math.Max(one.Lowest - other.Highest, other.Lowest - one.Highest));

    private static (double Lowest, double Highest) Shares(PredictionCounts counts, double bound, double alpha)
    {
        var (within, all) = (counts.Within[bound], counts.All);
        return (SequentialTest.Lowest(within, all, alpha), 1 - SequentialTest.Lowest(all - within, all, alpha));
    }
}

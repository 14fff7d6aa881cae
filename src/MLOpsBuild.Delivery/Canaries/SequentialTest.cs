namespace MLOpsBuild.Delivery;

/// <summary>
/// Whether a share is above a limit, looked at as often as one likes: the wealth of one who bets against the limit at fair odds, averaged over stakes, which by Ville's inequality
/// exceeds 1/α with a chance of at most α where the share is within it (Waudby-Smith and Ramdas, Estimating means of bounded random variables by betting, 2024).
/// </summary>
internal static class SequentialTest
{
    /// <summary>The stakes, as shares of the largest that cannot lead to ruin.</summary>
    private static readonly double[] Stakes = [0.01, 0.02, 0.05, 0.1, 0.2, 0.35, 0.5, 0.7, 0.9];

    private const double Precision = 1e-6;

    /// <summary>The wealth after so many of all were bad: 1 or less says nothing, 1/α or more that the share is above the limit.</summary>
    /// <param name="bad">How many were bad.</param>
    /// <param name="all">How many there were.</param>
    /// <param name="limit">The share that is still good, from 0 and below 1.</param>
    public static double Evidence(long bad, long all, double limit)
    {
        if (limit <= 0)
            return bad > 0 ? double.PositiveInfinity : 1;
        return Stakes.Average(stake => Math.Exp((bad * Math.Log(1 + ((stake / limit) * (1 - limit)))) + ((all - bad) * Math.Log(1 - stake))));
    }

    /// <summary>The lowest share that so many of all leave possible, looked at as often as one likes; with a chance of at most <paramref name="alpha"/> the share is lower.</summary>
    public static double Lowest(long some, long all, double alpha)
    {
        var (low, high) = (0.0, all == 0 ? 0 : (double)some / all);
        while (high - low > Precision)
        {
            var middle = (low + high) / 2;
            if (Evidence(some, all, middle) >= 1 / alpha)
                low = middle;
            else
                high = middle;
        }

        return low;
    }
}

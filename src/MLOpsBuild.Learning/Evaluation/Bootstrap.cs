namespace MLOpsBuild.Learning;

/// <summary>The plain bootstrap with percentile intervals (Efron and Tibshirani 1993): rows are drawn with replacement, as many as there are.</summary>
/// <remarks>A resample depends on the seed, its number and the count of rows only, so samples of two models on the same rows are paired.</remarks>
public static class Bootstrap
{
    /// <summary>All metrics of each resample, in the order of the resamples.</summary>
    public static MetricValues[] Samples(ScoredRows rows, BootstrapOptions options) =>
        Samples(rows.Count, options, weights => BinaryMetrics.Of(rows, weights));

    /// <summary>The range between the percentiles that leave out half of what the confidence leaves, with linear interpolation; null where under half of the samples are numbers.</summary>
    public static Interval? Percentile(IEnumerable<double> samples, double confidence)
    {
        var all = samples.ToArray();
        var sorted = all.Where(double.IsFinite).Order().ToArray();
        return sorted.Length == 0 || sorted.Length * 2 < all.Length
            ? null
            : new Interval(At(sorted, (1 - confidence) / 2), At(sorted, (1 + confidence) / 2));
    }

    /// <summary>The interval of a value: the range between percentiles, widened to hold the value where resampling is biased, as it is for calibration error and for least and greatest rates.</summary>
    public static Interval? Around(double value, IEnumerable<double> samples, double confidence) =>
        double.IsNaN(value) || Percentile(samples, confidence) is not { } range
            ? null
            : new Interval(Math.Min(range.Low, value), Math.Max(range.High, value));

    internal delegate T Measure<T>(ReadOnlySpan<int> weights);

    /// <summary>A measure of each resample, which is given as how often each row was drawn.</summary>
    internal static T[] Samples<T>(int rows, BootstrapOptions options, Measure<T> measure)
    {
        var samples = new T[options.Resamples];
        var weights = new int[rows];
        for (var i = 0; i < samples.Length; i++)
        {
            Draw(new SeededRandom(options.Seed, i), weights);
            samples[i] = measure(weights);
        }

        return samples;
    }

    private static void Draw(SeededRandom random, int[] weights)
    {
        Array.Clear(weights);
        for (var i = 0; i < weights.Length; i++)
            weights[random.Below(weights.Length)]++;
    }

    private static double At(double[] sorted, double share)
    {
        var place = share * (sorted.Length - 1);
        var below = (int)place;
        var above = Math.Min(below + 1, sorted.Length - 1);
        return sorted[below] + ((place - below) * (sorted[above] - sorted[below]));
    }
}

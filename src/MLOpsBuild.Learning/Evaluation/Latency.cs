namespace MLOpsBuild.Learning;

/// <summary>Times of one-row predictions in process, in milliseconds.</summary>
/// <param name="Predictions">How many were timed, after as many to warm up.</param>
/// <param name="P50">Median.</param>
/// <param name="P95">95th percentile.</param>
/// <param name="P99">99th percentile.</param>
public sealed record Latency(int Predictions, double P50, double P95, double P99)
{
    /// <summary>Predictions that are timed.</summary>
    public const int Timed = 2_000;

    /// <summary>Times a prediction of each row in turn.</summary>
    /// <param name="rows">The rows there are.</param>
    /// <param name="predict">Predicts the row of an index.</param>
    /// <param name="clock">Tells the time.</param>
    /// <param name="cancellation">Stops between predictions.</param>
    public static Latency Of(int rows, Action<int> predict, TimeProvider clock, CancellationToken cancellation)
    {
        for (var i = 0; i < Timed; i++)
            predict(i % rows);

        var times = new double[Timed];
        for (var i = 0; i < Timed; i++)
        {
            cancellation.ThrowIfCancellationRequested();
            var start = clock.GetTimestamp();
            predict(i % rows);
            times[i] = clock.GetElapsedTime(start).TotalMilliseconds;
        }

        Array.Sort(times);
        return new Latency(Timed, At(times, 0.5), At(times, 0.95), At(times, 0.99));
    }

    private static double At(double[] sorted, double share) => sorted[(int)Math.Ceiling(share * sorted.Length) - 1];
}

namespace MLOpsBuild.Learning;

/// <summary>Times of one-row predictions in process, in milliseconds: of several rounds the one with the least 99th percentile, since what else the machine does only ever adds time.</summary>
/// <param name="Rounds">Rounds, after one to warm up.</param>
/// <param name="Predictions">Predictions of a round.</param>
/// <param name="P50">Median.</param>
/// <param name="P95">95th percentile.</param>
/// <param name="P99">99th percentile.</param>
public sealed record Latency(int Rounds, int Predictions, double P50, double P95, double P99)
{
    private const int RoundsTimed = 4, PredictionsTimed = 1_000;

    /// <summary>Times a prediction of each row in turn.</summary>
    /// <param name="rows">The rows there are, at least 1.</param>
    /// <param name="predict">Predicts the row of an index.</param>
    /// <param name="clock">Tells the time.</param>
    /// <param name="cancellation">Stops between predictions.</param>
    public static Latency Of(int rows, Action<int> predict, TimeProvider clock, CancellationToken cancellation)
    {
        Round(rows, predict, clock, cancellation);
        return Enumerable.Range(0, RoundsTimed).Select(_ => Round(rows, predict, clock, cancellation)).MinBy(round => round.P99)!;
    }

    private static Latency Round(int rows, Action<int> predict, TimeProvider clock, CancellationToken cancellation)
    {
        var times = new double[PredictionsTimed];
        for (var i = 0; i < times.Length; i++)
        {
            cancellation.ThrowIfCancellationRequested();
            var start = clock.GetTimestamp();
            predict(i % rows);
            times[i] = clock.GetElapsedTime(start).TotalMilliseconds;
        }

        Array.Sort(times);
        return new Latency(RoundsTimed, times.Length, At(times, 0.5), At(times, 0.95), At(times, 0.99));
    }

    private static double At(double[] sorted, double share) => sorted[(int)Math.Ceiling(share * sorted.Length) - 1];
}

namespace MLOpsBuild.Serving;

/// <summary>How predicted probabilities are spread: a histogram, finer towards 0 and 1, where those of rare events lie.</summary>
internal sealed class PredictionMetrics
{
    /// <summary>The upper bounds of the histogram's buckets; a last one without a bound follows.</summary>
    public static readonly float[] Bounds = [0.01f, 0.02f, 0.05f, 0.1f, 0.2f, 0.3f, 0.4f, 0.5f, 0.6f, 0.7f, 0.8f, 0.9f, 0.95f, 0.98f, 0.99f];

    private readonly long[] _buckets = new long[Bounds.Length + 1];
    private double _sum;

    /// <summary>All probabilities together.</summary>
    public double Sum => Volatile.Read(ref _sum);

    /// <summary>Probabilities within each bucket's bound, those of the smaller ones included.</summary>
    public IEnumerable<long> Cumulative
    {
        get
        {
            var sum = 0L;
            for (var i = 0; i < _buckets.Length; i++)
                yield return sum += Interlocked.Read(ref _buckets[i]);
        }
    }

    /// <summary>Counts the probabilities of an answer.</summary>
    public void Count(ReadOnlySpan<float> probabilities)
    {
        var added = 0.0;
        foreach (var probability in probabilities)
        {
            var bucket = 0;
            while (bucket < Bounds.Length && probability > Bounds[bucket])
                bucket++;
            Interlocked.Increment(ref _buckets[bucket]);
            added += probability;
        }

        var seen = Volatile.Read(ref _sum);
        while (Interlocked.CompareExchange(ref _sum, seen + added, seen) is var now && now != seen)
            seen = now;
    }
}

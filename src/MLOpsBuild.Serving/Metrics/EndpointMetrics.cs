namespace MLOpsBuild.Serving;

/// <summary>The answers of one endpoint by status, and how long they took.</summary>
internal sealed class EndpointMetrics(EndpointKind kind)
{
    /// <summary>The upper bounds of the histogram's buckets in seconds; a last one without a bound follows.</summary>
    public static readonly double[] Bounds = [0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5];

    private readonly long[] _statuses = new long[600];
    private readonly long[] _buckets = new long[Bounds.Length + 1];
    private long _ticks;

    public EndpointKind Kind { get; } = kind;

    /// <summary>The time that all answers took together.</summary>
    public TimeSpan Total => TimeSpan.FromTicks(Interlocked.Read(ref _ticks));

    /// <summary>The statuses that were answered, and how often.</summary>
    public IEnumerable<(int Status, long Count)> Statuses => _statuses.Select((_, status) => (status, Interlocked.Read(ref _statuses[status]))).Where(pair => pair.Item2 > 0);

    /// <summary>Answers within each bucket's bound, those of the smaller ones included.</summary>
    public IEnumerable<long> Cumulative
    {
        get
        {
            var sum = 0L;
            for (var i = 0; i < _buckets.Length; i++)
                yield return sum += Interlocked.Read(ref _buckets[i]);
        }
    }

    public void Count(int status, TimeSpan duration)
    {
        Interlocked.Increment(ref _statuses[Math.Clamp(status, 0, _statuses.Length - 1)]);
        Interlocked.Add(ref _ticks, duration.Ticks);
        var bucket = 0;
        while (bucket < Bounds.Length && duration.TotalSeconds > Bounds[bucket])
            bucket++;
        Interlocked.Increment(ref _buckets[bucket]);
    }
}

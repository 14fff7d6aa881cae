using System.Collections.Immutable;

namespace MLOpsBuild.Delivery;

/// <summary>How many predicted probabilities were at or below each bound; the last bound, infinity, counts all.</summary>
internal readonly struct PredictionCounts(ImmutableSortedDictionary<double, long> within) : IEquatable<PredictionCounts>
{
    private readonly ImmutableSortedDictionary<double, long>? _within = within;

    /// <summary>The counts by bound; none where nothing was counted.</summary>
    public ImmutableSortedDictionary<double, long> Within => _within ?? ImmutableSortedDictionary<double, long>.Empty;

    /// <summary>How many there were.</summary>
    public long All => Within.GetValueOrDefault(double.PositiveInfinity);

    public static PredictionCounts operator +(PredictionCounts one, PredictionCounts other) => Combine(one, other, (left, right) => left + right);

    public static PredictionCounts operator -(PredictionCounts one, PredictionCounts other) => Combine(one, other, (left, right) => left - right);

    public bool Equals(PredictionCounts other) => Within.SequenceEqual(other.Within);

    public override bool Equals(object? obj) => obj is PredictionCounts other && Equals(other);

    public override int GetHashCode() => All.GetHashCode();

    /// <summary>At the bounds that both have, as servers of two versions may count by other ones; one that counted nothing stands aside.</summary>
    private static PredictionCounts Combine(PredictionCounts one, PredictionCounts other, Func<long, long, long> combine)
    {
        if (other.Within.IsEmpty)
            return one;
        var counts = one.Within.IsEmpty ? other.Within.Keys.Select(bound => KeyValuePair.Create(bound, 0L)) : one.Within;
        return new(counts.Where(count => other.Within.ContainsKey(count.Key)).ToImmutableSortedDictionary(count => count.Key, count => combine(count.Value, other.Within[count.Key])));
    }
}

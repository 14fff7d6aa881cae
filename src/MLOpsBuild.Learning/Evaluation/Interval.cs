namespace MLOpsBuild.Learning;

/// <summary>A range that covers a value with a stated confidence.</summary>
public sealed record Interval(double Low, double High)
{
    /// <summary>Whether a value lies in the range, ends included.</summary>
    public bool Contains(double value) => value >= Low && value <= High;
}

namespace MLOpsBuild.Learning;

/// <summary>The score interval of a share (Wilson 1927), at 95 %.</summary>
public static class Wilson
{
    private const double Z = 1.959963984540054;

    /// <summary>The interval of a share observed on so many rows, at least 1.</summary>
    public static Interval Of(double share, int rows)
    {
        var spread = Z * Z / rows;
        var middle = (share + (spread / 2)) / (1 + spread);
        var half = Z * Math.Sqrt(((share * (1 - share)) + (spread / 4)) / rows) / (1 + spread);
        return new(Math.Max(0, middle - half), Math.Min(1, middle + half));
    }
}

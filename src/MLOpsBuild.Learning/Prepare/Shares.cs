using System.Globalization;

namespace MLOpsBuild.Learning;

/// <summary>Shares as people read them.</summary>
internal static class Shares
{
    /// <summary>A share of 0 to 1 in percent with at most two decimals; what is not zero is not told as zero.</summary>
    public static string Text(double share) => share is > 0 and < 0.00005
        ? "below 0.01 %"
        : (share * 100).ToString("0.##", CultureInfo.InvariantCulture) + " %";
}

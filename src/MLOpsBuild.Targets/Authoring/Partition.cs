using System.Globalization;

namespace MLOpsBuild.Targets;

/// <summary>The part of a partitioned target that this run does: <c>--partition 2/3</c>.</summary>
/// <param name="Part">From 1 to <paramref name="Total"/>.</param>
/// <param name="Total">How many parts there are.</param>
public sealed record Partition(int Part, int Total)
{
    /// <summary>The whole: one part of one.</summary>
    public static Partition Whole { get; } = new(1, 1);

    /// <summary>The items of this part, dealt round robin.</summary>
    public IEnumerable<T> GetCurrent<T>(IEnumerable<T> items) => items.Where((_, index) => index % Total == Part - 1);

    /// <inheritdoc/>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Part}/{Total}");

    internal static Partition? TryParse(string text) =>
        text.Split('/') is [var part, var total]
        && int.TryParse(part, NumberStyles.None, CultureInfo.InvariantCulture, out var p)
        && int.TryParse(total, NumberStyles.None, CultureInfo.InvariantCulture, out var n)
        && p >= 1 && p <= n
            ? new Partition(p, n)
            : null;
}

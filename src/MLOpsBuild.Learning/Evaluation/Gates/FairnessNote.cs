using System.Globalization;
using MLOpsBuild.Pipelines;

namespace MLOpsBuild.Learning;

/// <summary>Says which groups are behind a fairness metric, and which were too small to judge.</summary>
internal static class FairnessNote
{
    public static string Of(FairnessMetric metric, FairnessResult result)
    {
        var small = result.Groups.Where(group => !group.Judged).Select(group => string.Create(CultureInfo.InvariantCulture, $"'{group.Name}' ({group.Rows} rows)")).ToArray();
        var ends = Ends(metric, result, [.. result.Groups.Where(group => group.Judged)]);
        return small.Length == 0 ? ends : $"{ends} Not judged: {string.Join(", ", small)}.";
    }

    private static string Ends(FairnessMetric metric, FairnessResult result, GroupResult[] judged) =>
        judged.Length < 2
            ? string.Create(CultureInfo.InvariantCulture, $"Fewer than two groups of '{result.Column}' have the {result.MinimumRows} rows to be judged by.")
        : metric is FairnessMetric.DemographicParityRatio or FairnessMetric.DemographicParityDifference
            ? $"'{result.Favourable}' for {Range(judged, group => group.FavourableRate)}."
            : $"'{result.Favourable}' for {Range(judged, group => group.TrueRate)} where it was so, and for {Range(judged, group => group.FalseRate)} where it was not.";

    private static string Range(GroupResult[] groups, Func<GroupResult, double> rate)
    {
        var known = groups.Where(group => !double.IsNaN(rate(group))).OrderBy(rate).ToArray();
        return known.Length == 0 ? "no group" : $"{Share(known[0], rate)} to {Share(known[^1], rate)}";
    }

    private static string Share(GroupResult group, Func<GroupResult, double> rate) =>
        string.Create(CultureInfo.InvariantCulture, $"{rate(group) * 100:0.0} % of '{group.Name}'");
}

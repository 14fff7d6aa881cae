using MLOpsBuild.Pipelines;

namespace MLOpsBuild.Learning;

/// <summary>Fairness between groups by the definitions of Fairlearn 0.10. Where Fairlearn divides zero by zero or counts a rate without rows as 0, equal rates of 0 have the ratio 1 and a rate without rows is left out.</summary>
public static class FairnessMeasures
{
    /// <summary>A measure over groups; NaN where fewer than two have the rates that it compares.</summary>
    public static double Of(FairnessMetric metric, IReadOnlyCollection<GroupRates> groups) => metric switch
    {
        FairnessMetric.DemographicParityRatio => Ratio(groups.Select(group => group.FavourableRate)),
        FairnessMetric.DemographicParityDifference => Difference(groups.Select(group => group.FavourableRate)),
        FairnessMetric.EqualizedOddsRatio => Math.Min(Ratio(groups.Select(group => group.TrueRate)), Ratio(groups.Select(group => group.FalseRate))),
        FairnessMetric.EqualizedOddsDifference => Math.Max(Difference(groups.Select(group => group.TrueRate)), Difference(groups.Select(group => group.FalseRate))),
        _ => throw new ArgumentOutOfRangeException(nameof(metric), metric, "No such fairness metric."),
    };

    /// <summary>Whether more is fairer: ratios, against differences.</summary>
    public static bool IsRatio(FairnessMetric metric) => metric is FairnessMetric.DemographicParityRatio or FairnessMetric.EqualizedOddsRatio;

    /// <summary>The metric's name in files and messages, such as <c>demographic_parity_ratio</c>.</summary>
    public static string Key(FairnessMetric metric) => metric switch
    {
        FairnessMetric.DemographicParityRatio => "demographic_parity_ratio",
        FairnessMetric.DemographicParityDifference => "demographic_parity_difference",
        FairnessMetric.EqualizedOddsRatio => "equalized_odds_ratio",
        _ => "equalized_odds_difference",
    };

    private static double Ratio(IEnumerable<double> rates) =>
        Ends(rates) is not var (low, high) ? double.NaN : high == 0 ? 1 : low / high;

    private static double Difference(IEnumerable<double> rates) =>
        Ends(rates) is not var (low, high) ? double.NaN : high - low;

    private static (double Low, double High)? Ends(IEnumerable<double> rates)
    {
        var known = rates.Where(rate => !double.IsNaN(rate)).ToArray();
        return known.Length < 2 ? null : (known.Min(), known.Max());
    }
}

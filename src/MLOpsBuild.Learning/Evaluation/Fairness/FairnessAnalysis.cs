using System.Collections.Immutable;
using MLOpsBuild.Pipelines;

namespace MLOpsBuild.Learning;

/// <summary>Rates, quality and fairness by group, with intervals from one bootstrap over all rows.</summary>
public static class FairnessAnalysis
{
    /// <summary>The groups of one column at the rows' threshold.</summary>
    /// <param name="column">The column's name, for the result.</param>
    /// <param name="rows">Labels and probabilities.</param>
    /// <param name="groups">The groups of the same rows.</param>
    /// <param name="favourable">The label's word of the favourable outcome.</param>
    /// <param name="favoursPositive">Whether that is the positive class.</param>
    /// <param name="minimumRows">Groups with fewer rows are not judged.</param>
    /// <param name="options">The bootstrap.</param>
    public static FairnessResult Of(string column, ScoredRows rows, RowGroups groups, string favourable, bool favoursPositive, int minimumRows, BootstrapOptions options)
    {
        var once = new int[rows.Count];
        Array.Fill(once, 1);
        var rates = Rates(rows, groups, favoursPositive, once);
        var samples = Bootstrap.Samples(rows.Count, options, weights => Rates(rows, groups, favoursPositive, weights));
        int[] judged = [.. Enumerable.Range(0, rates.Length).Where(group => rates[group].Rows >= minimumRows)];

        return new FairnessResult(
            column,
            favourable,
            minimumRows,
            [.. rates.Select((rate, group) => Group(rate, groups.Names[group], judged.Contains(group), rows.Select(groups.Rows(group)), [.. samples.Select(sample => sample[group])], options))],
            [.. Enum.GetValues<FairnessMetric>().Select(metric => Measure(metric, rates, samples, judged, options))]);
    }

    private static GroupRates[] Rates(ScoredRows rows, RowGroups groups, bool favoursPositive, ReadOnlySpan<int> weights)
    {
        var rates = new GroupRates[groups.Names.Length];
        for (var row = 0; row < weights.Length; row++)
        {
            var favoured = (rows.Probabilities[row] >= rows.Threshold) == favoursPositive;
            var deserving = rows.Labels[row] == favoursPositive;
            ref var rate = ref rates[groups.OfRow[row]];
            rate = new GroupRates(
                rate.Rows + weights[row],
                rate.Favoured + (favoured ? weights[row] : 0),
                rate.Deserving + (deserving ? weights[row] : 0),
                rate.FavouredDeserving + (favoured && deserving ? weights[row] : 0));
        }

        return rates;
    }

    private static GroupResult Group(GroupRates rates, string name, bool judged, ScoredRows rows, GroupRates[] samples, BootstrapOptions options)
    {
        var values = BinaryMetrics.Of(rows);
        return new GroupResult
        {
            Name = name,
            Rows = rates.Rows,
            Judged = judged,
            BaseRate = rates.BaseRate,
            FavourableRate = rates.FavourableRate,
            FavourableInterval = Bootstrap.Around(rates.FavourableRate, samples.Select(sample => sample.FavourableRate), options.Confidence),
            TrueRate = rates.TrueRate,
            FalseRate = rates.FalseRate,
            Auc = values.Auc,
            AucInterval = Bootstrap.Around(values.Auc, Bootstrap.Samples(rows, options).Select(sample => sample.Auc), options.Confidence),
            Accuracy = values.Confusion.Accuracy,
            Brier = values.Brier,
        };
    }

    private static FairnessValue Measure(FairnessMetric metric, GroupRates[] rates, GroupRates[][] samples, int[] judged, BootstrapOptions options)
    {
        var value = Of(rates);
        return new FairnessValue(FairnessMeasures.Key(metric), value, Bootstrap.Around(value, samples.Select(Of), options.Confidence));

        double Of(GroupRates[] groups) => FairnessMeasures.Of(metric, [.. judged.Select(group => groups[group])]);
    }
}

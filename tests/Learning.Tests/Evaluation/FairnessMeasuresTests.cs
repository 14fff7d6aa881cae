using CsCheck;
using MLOpsBuild.Pipelines;

namespace MLOpsBuild.Learning.Tests;

/// <summary>Worked by hand from the definitions in Fairlearn's user guide.</summary>
public sealed class FairnessMeasuresTests
{
    // a: 10 rows, 6 get it, 5 deserve it, 4 of those get it: selection 0.6, true rate 0.8, false rate 2/5
    private static readonly GroupRates A = new(10, 6, 5, 4);

    // b: 20 rows, 6 get it, 10 deserve it, 5 of those get it: selection 0.3, true rate 0.5, false rate 1/10
    private static readonly GroupRates B = new(20, 6, 10, 5);

    // c: 8 rows, 4 get it, 4 deserve it, 3 of those get it: selection 0.5, true rate 0.75, false rate 1/4
    private static readonly GroupRates C = new(8, 4, 4, 3);

    [Fact]
    public void Rates_of_a_group_are_shares_of_its_rows()
    {
        Assert.Equal((0.5, 0.6, 0.8, 0.4), (A.BaseRate, A.FavourableRate, A.TrueRate, A.FalseRate));
        Assert.Equal((0.5, 0.3, 0.5, 0.1), (B.BaseRate, B.FavourableRate, B.TrueRate, B.FalseRate));
    }

    [Theory]
    [InlineData(FairnessMetric.DemographicParityRatio, 0.3 / 0.6)]
    [InlineData(FairnessMetric.DemographicParityDifference, 0.6 - 0.3)]
    [InlineData(FairnessMetric.EqualizedOddsRatio, 0.1 / 0.4)] // false rates: worse than 0.5 / 0.8 of the true rates
    [InlineData(FairnessMetric.EqualizedOddsDifference, 0.3)] // 0.8 - 0.5 and 0.4 - 0.1 are equal
    public void The_worst_pair_of_groups_counts(FairnessMetric metric, double expected) =>
        Assert.Equal(expected, FairnessMeasures.Of(metric, [A, B, C]), 1e-12);

    [Fact]
    public void Equal_rates_are_fair_by_every_measure_also_when_they_are_zero()
    {
        foreach (var groups in new[] { new[] { A, A }, [new GroupRates(5, 0, 2, 0), new GroupRates(9, 0, 3, 0)] })
        {
            foreach (var metric in Enum.GetValues<FairnessMetric>())
                Assert.Equal(FairnessMeasures.IsRatio(metric) ? 1 : 0, FairnessMeasures.Of(metric, groups));
        }
    }

    [Fact]
    public void A_group_that_none_deserves_is_left_out_of_the_true_rates()
    {
        var none = new GroupRates(10, 4, 0, 0);

        Assert.Equal(Math.Min(0.5 / 0.8, 0.1 / 0.4), FairnessMeasures.Of(FairnessMetric.EqualizedOddsRatio, [A, B, none]), 1e-12);
        Assert.Equal(double.NaN, FairnessMeasures.Of(FairnessMetric.EqualizedOddsRatio, [A, none]));
    }

    [Fact]
    public void Fewer_than_two_groups_have_no_measure()
    {
        foreach (var metric in Enum.GetValues<FairnessMetric>())
        {
            Assert.Equal(double.NaN, FairnessMeasures.Of(metric, [A]));
            Assert.Equal(double.NaN, FairnessMeasures.Of(metric, []));
        }
    }

    [Fact]
    public void Measures_are_within_zero_and_one_and_do_not_depend_on_the_order_of_groups() =>
        Gen.Select(Gen.Int[1, 30], Gen.Int[0, 30], Gen.Int[0, 30], Gen.Int[0, 30])
            .Select(n => Rates(n.Item1, n.Item2 % (n.Item1 + 1), n.Item3 % (n.Item1 + 1), n.Item4))
            .Array[2, 5]
            .Sample(groups =>
            {
                foreach (var metric in Enum.GetValues<FairnessMetric>())
                {
                    var value = FairnessMeasures.Of(metric, groups);
                    Assert.True(value is >= 0 and <= 1 or double.NaN);
                    Assert.Equal(value, FairnessMeasures.Of(metric, [.. groups.Reverse()]));
                }
            });

    private static GroupRates Rates(int rows, int favoured, int deserving, int pick)
    {
        var (least, most) = (Math.Max(0, favoured + deserving - rows), Math.Min(favoured, deserving));
        return new(rows, favoured, deserving, least + (pick % (most - least + 1)));
    }
}

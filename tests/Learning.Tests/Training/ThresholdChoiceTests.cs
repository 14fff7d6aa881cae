using CsCheck;
using MLOpsBuild.Pipelines;

namespace MLOpsBuild.Learning.Tests.Training;

public sealed class ThresholdChoiceTests
{
    private static readonly Gen<(bool[] Labels, float[] Probabilities)> Rows =
        Gen.Select(Gen.Bool, Gen.Int[0, 20]).Array[2, 40]
            .Select(rows => (Labels: rows.Select(row => row.Item1).ToArray(), Probabilities: rows.Select(row => row.Item2 / 20f).ToArray()))
            .Where(rows => rows.Labels.Distinct().Count() == 2);

    [Fact]
    public void No_other_threshold_has_a_better_f1() => Rows.Sample(rows =>
    {
        var chosen = ThresholdChoice.Choose(ThresholdRule.BestF1, rows.Labels, rows.Probabilities);
        Assert.Equal(Thresholds(rows).Max(threshold => Of(rows, threshold).F1), Of(rows, chosen).F1, 1e-12);
    });

    [Fact]
    public void No_other_threshold_costs_less() => Gen.Select(Rows, Gen.Double[0.1, 10], Gen.Double[0.1, 10]).Sample((rows, missed, wrong) =>
    {
        var chosen = ThresholdChoice.Choose(ThresholdRule.LeastCost(missed, wrong), rows.Labels, rows.Probabilities);
        Assert.Equal(Thresholds(rows).Min(Cost), Cost(chosen), 1e-9);

        double Cost(double threshold) => (missed * Of(rows, threshold).FalseNegatives) + (wrong * Of(rows, threshold).FalsePositives);
    });

    [Fact]
    public void A_threshold_lies_halfway_between_the_probabilities_that_it_parts_and_the_order_of_the_rows_decides_nothing()
    {
        Assert.Equal(0.625, ThresholdChoice.Choose(ThresholdRule.BestF1, [false, true, true, false], [0.5f, 0.75f, 1, 0.25f]));
        Assert.Equal(0.625, ThresholdChoice.Choose(ThresholdRule.BestF1, [true, false, false, true], [1, 0.25f, 0.5f, 0.75f]));
    }

    [Fact]
    public void Of_thresholds_that_are_equally_good_the_highest_is_taken() => // above 0.75: one missed; above 0.25: one wrong
        Assert.Equal(0.8125, ThresholdChoice.Choose(ThresholdRule.LeastCost(1, 1), [true, false, true], [0.875f, 0.75f, 0.5f]));

    [Fact]
    public void Where_every_positive_answer_costs_too_much_none_is_given() =>
        Assert.Equal(1, ThresholdChoice.Choose(ThresholdRule.LeastCost(1, 1_000), [true, false], [0.5f, 0.75f]));

    [Fact]
    public void A_row_with_probability_1_is_positive_at_any_threshold_and_is_paid_for() =>
        Assert.Equal(0.875, ThresholdChoice.Choose(ThresholdRule.LeastCost(1, 9), [true, false], [0.875f, 1]));

    [Fact]
    public void A_stated_threshold_stands() => Assert.Equal(0.3, ThresholdChoice.Choose(ThresholdRule.At(0.3), [true, false], [0.9f, 0.8f]));

    private static IEnumerable<double> Thresholds((bool[] Labels, float[] Probabilities) rows) => rows.Probabilities.Select(probability => (double)probability).Append(1);

    private static Confusion Of((bool[] Labels, float[] Probabilities) rows, double threshold) => BinaryMetrics.Of(rows.Labels, rows.Probabilities, threshold).Confusion;
}

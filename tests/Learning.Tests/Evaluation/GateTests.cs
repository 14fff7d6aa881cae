using MLOpsBuild.Pipelines;

namespace MLOpsBuild.Learning.Tests;

public sealed class GateTests
{
    [Fact]
    public void A_failed_metric_gate_tells_value_interval_bound_rows_place_and_fix() =>
        Assert.Equal(
            [
                "VAL501 Sample.cs:10: Gate auc >= 0.95 failed: 0.8523 [0.818, 0.888] on 400 rows (test split, seed 7). Lower the gate or retrain.",
                "VAL501 Sample.cs:11: Gate brier <= 0.10 failed: 0.1585 [0.142, 0.175] on 400 rows (test split, seed 7). Raise the gate or retrain.",
            ],
            Sample.Failures(Sample.Evaluate(new MetricGate(Metric.Auc, Bound.AtLeast, 0.95, false), new MetricGate(Metric.Brier, Bound.AtMost, 0.1, false))));

    [Fact]
    public void A_confident_gate_is_judged_at_the_unfavourable_end_of_the_interval()
    {
        var evaluation = Sample.Evaluate(
            new MetricGate(Metric.Auc, Bound.AtLeast, 0.83, Confident: false),
            new MetricGate(Metric.Auc, Bound.AtLeast, 0.83, Confident: true),
            new MetricGate(Metric.Brier, Bound.AtMost, 0.16, Confident: false),
            new MetricGate(Metric.Brier, Bound.AtMost, 0.16, Confident: true));

        Assert.Equal([true, false, true, false], evaluation.Gates.Select(gate => gate.Passed));
        Assert.Equal("auc >= 0.83 at the lower end of the 95 % interval", evaluation.Gates[1].Name);
        Assert.Equal("brier <= 0.16 at the upper end of the 95 % interval", evaluation.Gates[3].Name);
    }

    [Fact]
    public void The_bound_itself_passes()
    {
        var auc = Sample.Evaluate().Metrics.Single(metric => metric.Metric == "auc").Value;

        Assert.True(Sample.Evaluate(new MetricGate(Metric.Auc, Bound.AtLeast, auc, false)).Passed);
        Assert.True(Sample.Evaluate(new MetricGate(Metric.Auc, Bound.AtMost, auc, false)).Passed);
        Assert.False(Sample.Evaluate(new MetricGate(Metric.Auc, Bound.AtLeast, Math.BitIncrement(auc), false)).Passed);
    }

    [Fact]
    public void A_baseline_gate_tells_both_values_and_knows_which_way_is_better()
    {
        var evaluation = Sample.Evaluate(new BaselineGate(Metric.LogLoss, 0.1), new BaselineGate(Metric.LogLoss, 0.5), new BaselineGate(Metric.Auc, 0.3));

        Assert.Equal([true, false, true], evaluation.Gates.Select(gate => gate.Passed));
        Assert.Equal(
            ["VAL501 Sample.cs:11: Gate log_loss better than the baseline by >= 0.50 failed: 0.2157 [0.173, 0.256] on 400 rows (test split, seed 7). 0.4847 against 0.7004 of predicting 0.4000 for every row. Look for features that tell more, lower the gate, or retrain."],
            Sample.Failures(evaluation));
    }

    [Fact]
    public void Without_a_champion_its_gate_passes_and_says_so()
    {
        var gate = Sample.Evaluate(new ChampionGate(Metric.Auc, 0.01)).Gates.Single();

        Assert.True(gate.Passed);
        Assert.Equal("passed  auc not worse than the champion by > 0.01: undefined (Sample.cs:10). There is no champion yet, so this gate passes.", gate.Line());
    }

    [Fact]
    public void The_same_model_as_champion_is_no_worse_on_any_resample()
    {
        var table = Sample.Table();

        var evaluation = Sample.Evaluate(table, Champion(table, Sample.Score(table)), new ChampionGate(Metric.Auc, 0), new ChampionGate(Metric.LogLoss, 0));

        Assert.True(evaluation.Passed);
        Assert.All(evaluation.Gates, gate => Assert.Equal((0, new Interval(0, 0)), (gate.Value, gate.Interval)));
    }

    [Fact]
    public void A_candidate_that_is_worse_than_the_champion_by_more_than_allowed_fails_with_both_values()
    {
        var table = Sample.Table();
        var better = table.Labels.Zip(Sample.Score(table), (label, score) => label ? score : score * 0.8f).ToArray();

        var evaluation = Sample.Evaluate(table, Champion(table, better), new ChampionGate(Metric.Auc, 0.01), new ChampionGate(Metric.Auc, 0.2));

        Assert.Equal(
            ["VAL501 Sample.cs:10: Gate auc not worse than the champion by > 0.01 failed: -0.0613 [-0.074, -0.051] on 400 rows (test split, seed 7). 0.8523 against the champion's 0.9136 on the same rows. Retrain, or allow more."],
            Sample.Failures(evaluation));
    }

    [Fact]
    public void A_champion_that_cannot_be_compared_fails_its_gate()
    {
        var evaluation = Sample.Evaluate(Sample.Table(), new ChampionScores("v1", null, "The champion needs columns that the test rows do not have: 'income'."), new ChampionGate(Metric.Auc, 0.01));

        Assert.Equal(
            ["VAL501 Sample.cs:10: Gate auc not worse than the champion by > 0.01 failed: undefined on 400 rows (test split, seed 7). The champion needs columns that the test rows do not have: 'income'. Compare by hand and take this gate out for one release."],
            Sample.Failures(evaluation));
    }

    [Fact]
    public void A_fairness_gate_names_the_groups_at_both_ends_and_those_too_small_to_judge()
    {
        var evaluation = Sample.Evaluate(
            new FairnessGate("team", Grouping.EachValue, FairnessMetric.DemographicParityRatio, "stays", 1),
            new FairnessGate("team", Grouping.EachValue, FairnessMetric.EqualizedOddsDifference, "stays", 0),
            new FairnessGate("team", Grouping.EachValue, FairnessMetric.DemographicParityRatio, "stays", 0.5));

        Assert.Equal([false, false, true], evaluation.Gates.Select(gate => gate.Passed));
        Assert.Equal(
            [
                "VAL501 Sample.cs:10: Gate demographic_parity_ratio by team >= 1.00 failed: 0.9259 [0.743, 0.994] on 400 rows (test split, seed 7). 'stays' for 50.0 % of 'south' to 54.0 % of 'north'. Not judged: '<b>\"R&D\"</b>' (10 rows), '(missing)' (8 rows). Choose another threshold rule or other features, or state another bound and why.",
                "VAL501 Sample.cs:11: Gate equalized_odds_difference by team <= 0.00 failed: 0.0714 [0.015, 0.194] on 400 rows (test split, seed 7). 'stays' for 78.9 % of 'south' to 79.2 % of 'north' where it was so, and for 18.4 % of 'south' to 25.5 % of 'north' where it was not. Not judged: '<b>\"R&D\"</b>' (10 rows), '(missing)' (8 rows). Choose another threshold rule or other features, or state another bound and why.",
            ],
            Sample.Failures(evaluation));
    }

    [Fact]
    public void A_fairness_gate_with_fewer_than_two_groups_to_judge_fails() =>
        Assert.Equal(
            ["VAL501 Sample.cs:10: Gate demographic_parity_ratio by team >= 0.80 failed: undefined on 400 rows (test split, seed 7). Fewer than two groups of 'team' have the 300 rows to be judged by. Not judged: '<b>\"R&D\"</b>' (10 rows), 'north' (200 rows), 'south' (182 rows), '(missing)' (8 rows). Bring more rows of each group, make groups wider, or judge smaller ones with minimumRows."],
            Sample.Failures(Sample.Evaluate(new FairnessGate("team", Grouping.EachValue, FairnessMetric.DemographicParityRatio, "stays", 0.8, MinimumRows: 300))));

    [Fact]
    public void A_latency_gate_tells_the_milliseconds() =>
        Assert.Equal(
            ["VAL501 Sample.cs:10: Gate latency p99 <= 0.03 ms failed: 0.0400 ms. Median 0.0100 ms; 1,000 one-row predictions in process, the quietest of 4 rounds. Use fewer or smaller trees, or allow more time."],
            Sample.Failures(Sample.Evaluate(new LatencyGate(TimeSpan.FromMicroseconds(30)))));

    [Fact]
    public void With_one_class_a_gate_that_needs_both_fails_and_says_why()
    {
        var table = Sample.Table().WithLabels(new bool[400]);

        var evaluation = Sample.Evaluate(table, null, new MetricGate(Metric.Auc, Bound.AtLeast, 0.5, false), new BaselineGate(Metric.PrAuc, 0.1));

        Assert.Equal(
            [
                "VAL501 Sample.cs:10: Gate auc >= 0.50 failed: undefined on 400 rows (test split, seed 7). All test rows are 'stays': this needs both classes. Lower the gate or retrain.",
                "VAL501 Sample.cs:11: Gate pr_auc better than the baseline by >= 0.10 failed: undefined on 400 rows (test split, seed 7). All test rows are 'stays': this needs both classes. Look for features that tell more, lower the gate, or retrain.",
            ],
            Sample.Failures(evaluation));
        Assert.Empty(evaluation.Importance);
    }

    private static ChampionScores Champion(Table table, float[] scores) => new("v1", ScoredRows.Of(table.Labels, scores, 0.5), null);
}

using MLOpsBuild.Learning.Reporting;
using MLOpsBuild.Pipelines;

namespace MLOpsBuild.Learning.Tests;

/// <summary>A report with everything in it: passed and failed gates, a champion, small groups, tests, a profile, and names that need escaping.</summary>
internal static class SampleReport
{
    public static Report Failed()
    {
        var table = Sample.Table();
        var champion = new ChampionScores("release 3", ScoredRows.Of(table.Labels, [.. Sample.Score(table).Select((score, i) => i % 3 == 0 ? 0.5f : score)], 0.5), null);
        return Of(Sample.Evaluate(
            table,
            champion,
            new MetricGate(Metric.Auc, Bound.AtLeast, 0.8, true),
            new MetricGate(Metric.Brier, Bound.AtMost, 0.1, false),
            new BaselineGate(Metric.LogLoss, 0.1),
            new ChampionGate(Metric.Auc, 0.01),
            new FairnessGate("team", Grouping.EachValue, FairnessMetric.DemographicParityRatio, "stays", 0.97),
            new FairnessGate("age", new Grouping([30, 45]), FairnessMetric.EqualizedOddsDifference, "stays", 0.5),
            new LatencyGate(TimeSpan.FromMilliseconds(5))));
    }

    public static Report Passed() => Of(Sample.Evaluate(new MetricGate(Metric.Auc, Bound.AtLeast, 0.8, false)));

    public static Report Of(Evaluation evaluation) => new()
    {
        Evaluation = evaluation,
        Profile = Profile(),
        Behaviour =
        [
            new("save and load give the same probabilities", true, "400 rows, greatest difference 0"),
            new($"falling in 'signal' for {Sample.Awkward}", false, "31 of 400 rows move the other way by more than 0.15: 7.8 %, allowed 5 %"),
        ],
        Commands = ["./build.sh Validate --pipeline sample", "./build.sh Reproduce --pipeline sample --release 0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef"],
        Facts = [new("Data SHA-256", new string('c', 64)), new("Options", "Leaves 15, LearningRate 0.05, Note <&>\"'")],
    };

    private static DataProfile Profile() => new()
    {
        Rows = 1_600,
        Positives = 640,
        QuantileLevels = [0, 0.5, 1],
        Numbers = [new("signal", ColumnRole.Feature, 1_600, 0, -0.5f, 1_234_567, 0.5, 0.3, 1_600, [-0.5f, 0.25f, 1_234_567], []), new("empty", ColumnRole.Feature, 0, 1_600, 0, 0, 0, 0, 0, [], [])],
        Categories = [new("team", ColumnRole.Sensitive, false, 1_568, 32, 3, [new("north", 800), new("south", 728), new(Sample.Awkward, 40)]), new("member", ColumnRole.Feature, true, 1_600, 0, 2, [new("1", 900), new("0", 700)])],
    };
}

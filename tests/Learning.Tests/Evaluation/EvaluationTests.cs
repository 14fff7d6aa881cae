using System.Globalization;
using System.Text.Json;
using MLOpsBuild.Pipelines;

namespace MLOpsBuild.Learning.Tests;

public sealed class EvaluationTests
{
    private static readonly Gate[] Gates =
    [
        new MetricGate(Metric.Auc, Bound.AtLeast, 0.8, false),
        new ChampionGate(Metric.Auc, 0.01),
        new FairnessGate("age", new Grouping([30, 45]), FairnessMetric.DemographicParityRatio, "stays", 0.5),
    ];

    [Fact]
    public void An_evaluation_reads_back_as_it_was_written()
    {
        var text = EvaluationFile.Text(Sample.Evaluate(Gates));

        Assert.Equal(text, EvaluationFile.Text(EvaluationFile.Parse(text)));
    }

    [Fact]
    public void The_same_rows_give_the_same_bytes_in_every_culture()
    {
        var expected = EvaluationFile.Text(Sample.Evaluate(Gates));
        var culture = CultureInfo.CurrentCulture;
        try
        {
            CultureInfo.CurrentCulture = CultureInfo.GetCultureInfo("tr-TR");
            Assert.Equal(expected, EvaluationFile.Text(Sample.Evaluate(Gates)));
        }
        finally
        {
            CultureInfo.CurrentCulture = culture;
        }
    }

    [Fact]
    public void What_is_no_number_is_null_and_curves_stand_on_one_line()
    {
        var text = EvaluationFile.Text(Sample.Evaluate(Gates));

        using var file = JsonDocument.Parse(text);
        Assert.Equal(JsonValueKind.Null, file.RootElement.GetProperty("gates")[1].GetProperty("value").ValueKind);
        Assert.Equal(1, file.RootElement.GetProperty("format").GetInt32());
        Assert.True(file.RootElement.GetProperty("passed").GetBoolean());
        Assert.Contains("\"roc\": [[0,0],[0,", text, StringComparison.Ordinal);
        Assert.DoesNotContain('\r', text);
    }

    [Fact]
    public void A_damaged_file_and_one_of_another_format_are_refused()
    {
        var other = EvaluationFile.Text(Sample.Evaluate()).Replace("\"format\": 1", "\"format\": 2", StringComparison.Ordinal);

        Assert.Equal(
            "VAL504 evaluation.json: the file is of another format (found 2). Run Validate again.",
            Assert.Throws<StageException>(() => EvaluationFile.Parse(other)).Message);
        Assert.StartsWith("VAL504 evaluation.json: the file cannot be read (found ", Assert.Throws<StageException>(() => EvaluationFile.Parse("{")).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_column_that_the_model_does_not_read_has_no_importance_and_the_signal_has_it_all()
    {
        var importance = Sample.Evaluate().Importance;

        Assert.Equal(["signal", "noise"], importance.Select(feature => feature.Column));
        Assert.InRange(importance[0].Mean, 0.25, 0.4); // shuffled, nothing is left of AUC 0.82 but 0.5
        Assert.True(importance[0].Low <= importance[0].Mean && importance[0].Mean <= importance[0].High);
        Assert.Equal(new FeatureImportance("noise", 0, 0, 0), importance[1]);
    }

    [Fact]
    public void Sensitive_columns_are_shown_by_group_also_without_a_gate()
    {
        var fairness = Sample.Evaluate(new FairnessGate("age", new Grouping([40]), FairnessMetric.DemographicParityRatio, "stays", 0.5)).Fairness;

        Assert.Equal([("age", "stays"), ("team", "stays")], fairness.Select(result => (result.Column, result.Favourable)));
        Assert.Equal(["below 40", "40 and above"], fairness[0].Groups.Select(group => group.Name));
        Assert.Equal([4, 4], Sample.Evaluate().Fairness.Select(result => result.Groups.Length)); // teams, and quarters of age
    }

    [Fact]
    public void The_histogram_counts_every_row_once_and_puts_certainty_in_the_last_bin()
    {
        var scores = ScoreHistogram.Of(ScoredRows.Of([true, false, false], [1.0, 0.0, 0.05], 0.5));

        Assert.Equal(1, scores.Positives[^1]);
        Assert.Equal([1, 1], scores.Negatives[..2]);
        Assert.Equal(3, scores.Positives.Sum() + scores.Negatives.Sum());
    }

    [Fact]
    public void Wilsons_interval_is_that_of_the_textbook()
    {
        var interval = Wilson.Of(0.3, 10); // 3 of 10

        Assert.Equal(0.1078, interval.Low, 1e-4);
        Assert.Equal(0.6032, interval.High, 1e-4);
        Assert.Equal(0, Wilson.Of(0, 5).Low);
    }

    [Fact]
    public void Latency_is_that_of_the_quietest_round_after_a_warm_one()
    {
        var clock = new Steps();

        var latency = Latency.Of(3, row => clock.Spend(row == 0 ? 2 : 1), clock, CancellationToken.None);

        Assert.Equal((4, 1_000, 1, 2, 2), (latency.Rounds, latency.Predictions, latency.P50, latency.P95, latency.P99));
    }

    [Fact]
    public void An_evaluation_stops_when_it_is_told_to() =>
        Assert.Throws<OperationCanceledException>(() => Evaluator.Run(Sample.Input(Sample.Table(), null), StageContext.Silent with { Cancellation = new CancellationToken(true) }));

    /// <summary>A clock whose first rounds are disturbed: time passes only when it is spent.</summary>
    private sealed class Steps : TimeProvider
    {
        private long _milliseconds;
        private int _spent;

        public override long TimestampFrequency => 1_000;

        public override long GetTimestamp() => _milliseconds;

        public void Spend(int milliseconds) => _milliseconds += _spent++ < 4_000 && _spent % 50 == 0 ? 500 : milliseconds;
    }
}

using System.Text.Json;
using CsCheck;
using MLOpsBuild.Pipelines;

namespace MLOpsBuild.Learning.Tests;

public sealed class BinaryMetricsTests
{
    private static readonly Gen<(bool[] Labels, double[] Scores)> Rows =
        Gen.Select(Gen.Bool, Gen.Int[0, 50]).Array[2, 60]
            .Select(rows => (Labels: rows.Select(row => row.Item1).ToArray(), Scores: rows.Select(row => row.Item2 / 50.0).ToArray()))
            .Where(rows => rows.Labels.Distinct().Count() == 2);

    public static TheoryData<string> Cases => [.. Reference.Load().Select(item => item.Name)];

    public static TheoryData<string> CasesWithCurves => [.. Reference.Load().Where(item => item.Roc is not null).Select(item => item.Name)];

    [Theory]
    [MemberData(nameof(Cases))]
    public void Metrics_are_those_of_scikit_learn(string name)
    {
        var item = Reference.Load().Single(item => item.Name == name);
        var rows = ScoredRows.Of(item.Labels, item.Scores, item.Threshold);
        var values = BinaryMetrics.Of(rows);

        foreach (var metric in Metric.All)
        {
            if (item.Metrics[metric.Key] is { } expected)
                Assert.Equal(expected, values[metric], 1e-12);
        }

        Assert.Equal(item.Confusion, values.Confusion);
    }

    [Theory]
    [MemberData(nameof(CasesWithCurves))]
    public void Curves_are_those_of_scikit_learn(string name)
    {
        var item = Reference.Load().Single(item => item.Name == name);
        var rows = ScoredRows.Of(item.Labels, item.Scores, item.Threshold);

        Assert.Equal(item.Roc!.Select(point => (point[0], point[1])), Curves.Roc(rows).Select(point => (point.X, point.Y)));
        Assert.Equal(item.Pr!.Select(point => (point[0], point[1])), Curves.PrecisionRecall(rows).Select(point => (point.X, point.Y)));
    }

    [Fact]
    public void Auc_is_the_share_of_pairs_in_the_right_order_with_ties_counting_half() =>
        Rows.Sample(rows =>
        {
            var pairs =
                from i in Enumerable.Range(0, rows.Labels.Length)
                from j in Enumerable.Range(0, rows.Labels.Length)
                where rows.Labels[i] && !rows.Labels[j]
                select rows.Scores[i] > rows.Scores[j] ? 1 : rows.Scores[i] == rows.Scores[j] ? 0.5 : 0;
            Assert.Equal(pairs.Average(), Of(rows.Labels, rows.Scores).Auc, 1e-12);
        });

    [Fact]
    public void Auc_does_not_change_under_a_rising_transform_and_turns_round_with_the_labels() =>
        Rows.Sample(rows =>
        {
            var auc = Of(rows.Labels, rows.Scores).Auc;
            Assert.Equal(auc, Of(rows.Labels, [.. rows.Scores.Select(score => Math.Sqrt(score) / 3)]).Auc, 1e-12);
            Assert.Equal(1 - auc, Of([.. rows.Labels.Select(label => !label)], rows.Scores).Auc, 1e-12);
        });

    [Fact]
    public void The_order_of_the_rows_changes_no_bit_of_any_metric() =>
        Gen.Select(Rows, Gen.Int).Sample((rows, seed) =>
        {
            var order = Enumerable.Range(0, rows.Labels.Length).ToArray();
            new Random(seed).Shuffle(order);
            Assert.Equal(
                Of(rows.Labels, rows.Scores),
                Of([.. order.Select(row => rows.Labels[row])], [.. order.Select(row => rows.Scores[row])]));
        });

    [Fact]
    public void Metrics_stay_within_their_ranges_and_the_area_under_the_roc_curve_is_the_auc() =>
        Rows.Sample(rows =>
        {
            var scored = ScoredRows.Of(rows.Labels, rows.Scores, 0.5);
            var values = BinaryMetrics.Of(scored);
            foreach (var metric in Metric.All.Where(metric => metric != Metric.LogLoss && !double.IsNaN(values[metric])))
                Assert.InRange(values[metric], 0, 1);
            Assert.True(values.LogLoss >= 0);
            Assert.Equal(rows.Labels.Length, values.Confusion.Rows);
            var roc = Curves.Roc(scored);
            Assert.Equal(values.Auc, roc.Zip(roc.Skip(1), (a, b) => (b.X - a.X) * (a.Y + b.Y) / 2).Sum(), 1e-12);
        });

    [Fact]
    public void Probabilities_that_labels_follow_have_a_small_calibration_error_and_overconfident_ones_a_large()
    {
        var random = new Random(1);
        var scores = Enumerable.Range(0, 50_000).Select(_ => random.NextDouble()).ToArray();
        bool[] labels = [.. scores.Select(score => random.NextDouble() < score)];

        Assert.InRange(Of(labels, scores).CalibrationError, 0, 0.01);
        Assert.InRange(Of(labels, [.. scores.Select(score => score < 0.5 ? score / 4 : 1 - ((1 - score) / 4))]).CalibrationError, 0.15, 0.25);
    }

    [Fact]
    public void The_calibration_error_of_a_constant_is_its_distance_from_the_share_of_positives()
    {
        bool[] labels = [true, false, false, false, true, false, false];

        Assert.Equal(0.5 - (2 / 7.0), Of(labels, [.. labels.Select(_ => 0.5)]).CalibrationError, 1e-12);
        Assert.Equal(0.5, Of(labels, [.. labels.Select(_ => 0.5)]).Auc);
    }

    [Fact]
    public void Calibration_bins_hold_all_rows_in_equal_parts()
    {
        double[] scores = [.. Enumerable.Range(0, 23).Select(i => i / 23.0)];
        var bins = Curves.Calibration(ScoredRows.Of([.. scores.Select(score => score > 0.5)], scores, 0.5));

        Assert.Equal(10, bins.Length);
        Assert.Equal(23, bins.Sum(bin => bin.Rows));
        Assert.All(bins, bin => Assert.InRange(bin.Rows, 2, 3));
        Assert.Equal(bins.OrderBy(bin => bin.Predicted), bins);
    }

    [Fact]
    public void With_one_class_what_needs_two_is_not_a_number_and_the_rest_is_measured()
    {
        var negatives = Of([false, false, false], [0.1, 0.2, 0.9]);
        Assert.Equal(double.NaN, negatives.Auc);
        Assert.Equal(double.NaN, negatives.PrAuc);
        Assert.Equal(double.NaN, negatives.Confusion.Recall);
        Assert.Equal(0, negatives.Confusion.Precision);
        Assert.Equal(2 / 3.0, negatives.Confusion.Accuracy, 1e-12);
        Assert.Equal((0.01 + 0.04 + 0.81) / 3, negatives.Brier, 1e-12);

        var positives = Of([true, true], [0.1, 0.2]);
        Assert.Equal(double.NaN, positives.Auc);
        Assert.Equal(1, positives.PrAuc);
        Assert.Equal(double.NaN, positives.Confusion.Precision);
        Assert.Empty(Curves.Roc(ScoredRows.Of([true, true], [0.1, 0.2], 0.5)));
    }

    [Fact]
    public void A_row_at_the_threshold_is_positive() =>
        Assert.Equal(new Confusion(1, 0, 1, 0), BinaryMetrics.Of(ScoredRows.Of([true, false], [0.5, 0.49999], 0.5)).Confusion);

    [Theory]
    [InlineData(double.NaN, "A probability is a number from 0 to 1: row 1 has NaN. (Parameter 'probabilities')")]
    [InlineData(double.PositiveInfinity, "A probability is a number from 0 to 1: row 1 has Infinity. (Parameter 'probabilities')")]
    [InlineData(-0.25, "A probability is a number from 0 to 1: row 1 has -0.25. (Parameter 'probabilities')")]
    public void What_is_no_probability_is_refused_with_its_row(double score, string message) =>
        Assert.Equal(message, Assert.Throws<ArgumentException>(() => Of([true, false], [0.5, score])).Message);

    [Fact]
    public void Missing_rows_and_unequal_lengths_are_refused()
    {
        Assert.Equal("There are no rows to measure on. (Parameter 'labels')", Assert.Throws<ArgumentException>(() => Of([], [])).Message);
        Assert.Equal(
            "Each row needs one label and one probability: 1 labels, 2 probabilities. (Parameter 'probabilities')",
            Assert.Throws<ArgumentException>(() => Of([true], [0.1, 0.2])).Message);
    }

    private static MetricValues Of(bool[] labels, double[] scores) => BinaryMetrics.Of(ScoredRows.Of(labels, scores, 0.5));

    private sealed record Reference(string Name, double Threshold, bool[] Labels, double[] Scores, Confusion Confusion, double[][]? Roc, double[][]? Pr, Dictionary<string, double?> Metrics)
    {
        public static IEnumerable<Reference> Load()
        {
            using var file = JsonDocument.Parse(File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "Reference", "metrics.json")));
            foreach (var item in file.RootElement.EnumerateArray())
            {
                var confusion = item.GetProperty("confusion").Deserialize<int[]>()!;
                yield return new Reference(
                    item.GetProperty("name").GetString()!,
                    item.GetProperty("threshold").GetDouble(),
                    [.. item.GetProperty("labels").Deserialize<int[]>()!.Select(label => label == 1)],
                    item.GetProperty("scores").Deserialize<double[]>()!,
                    new Confusion(confusion[0], confusion[1], confusion[2], confusion[3]),
                    item.GetProperty("roc").Deserialize<double[][]>(),
                    item.GetProperty("pr").Deserialize<double[][]>(),
                    item.GetProperty("metrics").Deserialize<Dictionary<string, double?>>()!);
            }
        }
    }
}

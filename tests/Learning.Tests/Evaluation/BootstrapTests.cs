using System.Globalization;

namespace MLOpsBuild.Learning.Tests;

public sealed class BootstrapTests
{
    [Fact]
    public void An_interval_contains_the_value_and_narrows_with_more_rows()
    {
        var (few, many) = (Signal(200), Signal(3_200));

        foreach (var rows in new[] { few, many })
            Assert.True(Auc(rows).Contains(BinaryMetrics.Of(rows).Auc));
        var ratio = Width(Auc(few)) / Width(Auc(many));
        Assert.InRange(ratio, 3, 5.5); // 16 times the rows: a quarter of the width
    }

    [Fact]
    public void An_interval_of_a_mean_is_that_of_the_normal_approximation()
    {
        var rows = Signal(2_000);
        var accuracy = BinaryMetrics.Of(rows).Confusion.Accuracy;
        var samples = Bootstrap.Samples(rows, new BootstrapOptions { Resamples = 4_000, Seed = 3 });

        var interval = Bootstrap.Percentile(samples.Select(sample => sample.Confusion.Accuracy), 0.95)!;

        var error = 1.96 * Math.Sqrt(accuracy * (1 - accuracy) / rows.Count);
        Assert.Equal(accuracy - error, interval.Low, 0.003);
        Assert.Equal(accuracy + error, interval.High, 0.003);
    }

    [Fact]
    public void Intervals_cover_the_truth_about_as_often_as_they_say()
    {
        var truth = BinaryMetrics.Of(Signal(200_000)).Auc;

        var covered = Enumerable.Range(0, 200).Count(seed => Auc(Signal(250, seed + 100), resamples: 300).Contains(truth));

        Assert.InRange(covered, 178, 199); // 190 expected
    }

    [Fact]
    public void Labels_without_a_signal_give_an_auc_interval_around_a_half()
    {
        var random = new Random(5);
        double[] scores = [.. Enumerable.Range(0, 900).Select(_ => random.NextDouble())];
        var rows = ScoredRows.Of([.. scores.Select(_ => random.Next(2) == 0)], scores, 0.5);

        Assert.True(Auc(rows).Contains(0.5));
    }

    [Fact]
    public void The_same_seed_gives_the_same_samples_in_every_culture_and_another_seed_gives_others()
    {
        var rows = Signal(150);
        var expected = Bootstrap.Samples(rows, new BootstrapOptions { Resamples = 100 });
        var culture = CultureInfo.CurrentCulture;
        try
        {
            CultureInfo.CurrentCulture = CultureInfo.GetCultureInfo("tr-TR");
            Assert.Equal(expected, Bootstrap.Samples(rows, new BootstrapOptions { Resamples = 100 }));
        }
        finally
        {
            CultureInfo.CurrentCulture = culture;
        }

        Assert.NotEqual(expected, Bootstrap.Samples(rows, new BootstrapOptions { Resamples = 100, Seed = 2 }));
    }

    [Fact]
    public void A_longer_run_begins_with_the_samples_of_a_shorter_one() =>
        Assert.Equal(
            Bootstrap.Samples(Signal(80), new BootstrapOptions { Resamples = 50 }),
            Bootstrap.Samples(Signal(80), new BootstrapOptions { Resamples = 120 })[..50]);

    [Fact]
    public void Samples_of_two_models_are_paired()
    {
        var rows = Signal(100);
        var worse = rows.WithConstant(0.3);
        var options = new BootstrapOptions { Resamples = 60 };

        var shares = Bootstrap.Samples(rows, options).Select(sample => sample.Confusion.TruePositives + sample.Confusion.FalseNegatives);
        var same = Bootstrap.Samples(worse, options).Select(sample => sample.Confusion.TruePositives + sample.Confusion.FalseNegatives);

        Assert.Equal(shares, same);
        Assert.True(shares.Distinct().Count() > 5);
    }

    [Fact]
    public void Percentiles_are_interpolated_as_numpy_does_and_samples_that_are_no_number_are_left_out()
    {
        Assert.Equal(new Interval(2, 4), Bootstrap.Percentile([5, 1, 3, 2, 4], 0.5));
        Assert.Equal(new Interval(1.75, 3.25), Bootstrap.Percentile([1, 2, double.NaN, 3, 4], 0.5));
        Assert.Null(Bootstrap.Percentile([double.NaN, double.NaN, 1], 0.9));
        Assert.Null(Bootstrap.Percentile([], 0.9));
    }

    private static ScoredRows Signal(int count, int seed = 1)
    {
        var random = new Random(seed);
        var scores = new double[count];
        var labels = new bool[count];
        for (var i = 0; i < count; i++)
        {
            scores[i] = random.NextDouble();
            labels[i] = random.NextDouble() < scores[i];
        }

        return ScoredRows.Of(labels, scores, 0.5);
    }

    private static Interval Auc(ScoredRows rows, int resamples = 1_000) =>
        Bootstrap.Percentile(Bootstrap.Samples(rows, new BootstrapOptions { Resamples = resamples }).Select(sample => sample.Auc), 0.95)!;

    private static double Width(Interval interval) => interval.High - interval.Low;
}

using System.Collections.Immutable;
using MLOpsBuild.Pipelines;

namespace MLOpsBuild.Delivery.Tests;

/// <summary>Predictions that lie elsewhere than those of the others are found, and chance is not taken for it.</summary>
public sealed class PredictionDriftTests
{
    private static readonly double[] Bounds = [0.1, 0.3, 0.5, 0.7, 0.9, double.PositiveInfinity];
    private static readonly Canary Limits = new() { Hosts = 1, Bake = TimeSpan.FromMinutes(10), Drift = 0.1 };

    [Fact]
    public void The_same_predictions_seldom_raise_an_alarm_however_often_they_are_looked_at()
    {
        const int canaries = 200;
        const int looks = 100;
        const double alpha = 0.05;
        var random = new Random(7);
        var alarms = Enumerable.Range(0, canaries).Count(_ =>
        {
            var (canary, others) = (new int[Bounds.Length], new int[Bounds.Length]);
            for (var look = 0; look < looks; look++)
            {
                Predict(canary, 10, random.NextDouble);
                Predict(others, 30, random.NextDouble);
                if (PredictionDrift.Of(Counts(canary), Counts(others), alpha).Least > 0)
                    return true;
            }

            return false;
        });
        Assert.InRange(alarms, 0, canaries * (alpha + (4 * Math.Sqrt(alpha * (1 - alpha) / canaries))));
    }

    [Fact]
    public void A_shift_beyond_the_limit_is_found_and_one_within_it_is_not()
    {
        var judge = new CanaryJudge(Limits);
        var others = Server(600, 1200, 1800, 2400, 2700, 3000);
        Assert.Null(judge.Breach(Server(200, 400, 600, 800, 900, 1000), others));
        Assert.Null(judge.Breach(Server(150, 300, 500, 750, 900, 1000), others)); // by 0.1 at most
        Assert.Null(judge.Breach(Server(1, 1, 1, 1, 1, 2), others));
        Assert.Equal("30% of its 1000 predictions were at most 0.5, 60% of the others' 3000, and they may differ by 0.1", judge.Breach(Server(200, 250, 300, 700, 900, 1000), others));
        Assert.Equal("50% of its 1000 predictions were at most 0.1, 20% of the others' 3000, and they may differ by 0.1", judge.Breach(Server(500, 550, 600, 800, 900, 1000), others));
        Assert.Null(new CanaryJudge(Limits with { Drift = null }).Breach(Server(0, 0, 0, 0, 0, 1000), others));
        Assert.Null(judge.Breach(Server(0, 0, 0, 0, 0, 1000), default));
        Assert.Equal("canary: 1000 requests, 0 failed, 1000 predictions; others: 0 requests, 0 failed, 0 predictions", judge.Told(Server(0, 0, 0, 0, 0, 1000), default));
    }

    [Fact]
    public void Servers_of_two_versions_are_compared_at_the_bounds_that_both_count_by()
    {
        var canary = new PredictionCounts(new Dictionary<double, long> { [0.25] = 0, [0.5] = 0, [double.PositiveInfinity] = 1000 }.ToImmutableSortedDictionary());
        var drift = PredictionDrift.Of(canary, Counts([0, 0, 1000, 0, 0, 0]), 0.05);
        Assert.Equal(0.5, drift.Bound);
        Assert.InRange(drift.Least, 0.9, 1);
        Assert.Equal([0.5, double.PositiveInfinity], (canary + Counts([1, 1, 1, 1, 1, 1])).Within.Keys);
        Assert.Equal([0L, 0L, 1000L], (canary + default(PredictionCounts)).Within.Values);
    }

    [Fact]
    public void They_are_read_from_a_servers_metrics()
    {
        const string metrics = """
            # TYPE mlopsbuild_prediction_probability histogram
            mlopsbuild_prediction_probability_bucket{le="0.01"} 2
            mlopsbuild_prediction_probability_bucket{le="0.5"} 5
            mlopsbuild_prediction_probability_bucket{le="+Inf"} 9
            mlopsbuild_prediction_probability_sum 3.25
            mlopsbuild_prediction_probability_count 9
            """;
        var counts = ServerCounts.Of(metrics, null).Predictions;
        Assert.Equal([(0.01, 2L), (0.5, 5L), (double.PositiveInfinity, 9L)], counts.Within.Select(pair => (pair.Key, pair.Value)));
        Assert.Equal(9, counts.All);
        var earlier = new ServerCounts(0, 0, 0, new(counts.Within.SetItem(0.5, 4).SetItem(double.PositiveInfinity, 6)));
        Assert.Equal([0L, 1L, 3L], ServerCounts.Of(metrics, null).Since(earlier).Predictions.Within.Values);
    }

    private static void Predict(int[] counts, int rows, Func<double> probability)
    {
        for (var row = 0; row < rows; row++)
        {
            var answer = probability();
            counts[Array.FindIndex(Bounds, bound => answer <= bound)]++;
        }
    }

    private static PredictionCounts Counts(int[] counts) => new(Bounds.Select((bound, at) => KeyValuePair.Create(bound, (long)counts.Take(at + 1).Sum())).ToImmutableSortedDictionary());

    private static ServerCounts Server(params long[] within) => new(within[^1], 0, 0, new(Bounds.Zip(within, KeyValuePair.Create).ToImmutableSortedDictionary()));
}

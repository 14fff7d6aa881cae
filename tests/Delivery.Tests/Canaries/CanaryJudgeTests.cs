using CsCheck;
using MLOpsBuild.Pipelines;

namespace MLOpsBuild.Delivery.Tests;

/// <summary>A canary is judged by evidence that may be looked at as often as one likes.</summary>
public sealed class CanaryJudgeTests
{
    private static readonly Canary Limits = new() { Hosts = 1, Bake = TimeSpan.FromMinutes(10), Errors = 0.01, P95 = TimeSpan.FromMilliseconds(50) };

    [Fact]
    public void A_share_within_its_limit_seldom_raises_an_alarm_however_often_it_is_looked_at()
    {
        const int canaries = 2_000;
        const int requests = 1_000;
        const double alpha = 0.05;
        var random = new Random(7);
        var alarms = Enumerable.Range(0, canaries).Count(_ =>
        {
            var bad = 0;
            for (var all = 1; all <= requests; all++)
            {
                bad += random.NextDouble() < 0.05 ? 1 : 0;
                if (SequentialTest.Evidence(bad, all, 0.05) >= 1 / alpha)
                    return true;
            }

            return false;
        });

        // Four standard errors above what Ville's inequality allows.
        Assert.InRange(alarms, 1, canaries * (alpha + (4 * Math.Sqrt(alpha * (1 - alpha) / canaries))));
    }

    [Fact]
    public void A_share_above_its_limit_is_found()
    {
        Assert.Null(new CanaryJudge(Limits).Breach(new(100, 1, 5), new(300, 3, 15)));
        Assert.Equal("20 of its 200 requests failed, and at most 0.01 of all may; of the others' 600 it were 1", new CanaryJudge(Limits).Breach(new(200, 20, 0), new(600, 1, 0)));
        Assert.Equal("60 of its 200 requests took longer than 50 ms, and at most 0.05 of all may; the others got none meanwhile", new CanaryJudge(Limits).Breach(new(200, 0, 60), default));
        Assert.Null(new CanaryJudge(Limits).Breach(new(200, 20, 60), new(600, 60, 180)));
        Assert.Null(new CanaryJudge(Limits with { P95 = null }).Breach(new(200, 0, 200), default));
        Assert.NotNull(new CanaryJudge(Limits with { Errors = 0 }).Breach(new(1_000_000, 1, 0), default));
    }

    [Fact]
    public void More_bad_ones_are_never_less_evidence() => Gen.Select(Gen.Int[1, 10_000], Gen.Double[0, 1], Gen.Double[0.001, 0.98]).Sample((all, share, limit) =>
    {
        var bad = (int)(share * (all - 1));
        return SequentialTest.Evidence(bad + 1, all, limit) >= SequentialTest.Evidence(bad, all, limit);
    });

    [Fact]
    public void A_limit_between_two_bounds_of_the_histogram_counts_as_the_upper_one_and_a_server_that_started_anew_from_nothing()
    {
        const string metrics = """
            mlopsbuild_requests_total{endpoint="predict",status="200"} 8
            mlopsbuild_requests_total{endpoint="infer",status="503"} 2
            mlopsbuild_requests_total{endpoint="other",status="500"} 7
            mlopsbuild_request_duration_seconds_bucket{endpoint="predict",le="0.05"} 5
            mlopsbuild_request_duration_seconds_bucket{endpoint="predict",le="0.1"} 7
            mlopsbuild_request_duration_seconds_bucket{endpoint="predict",le="+Inf"} 8
            mlopsbuild_request_duration_seconds_bucket{endpoint="infer",le="0.05"} 1
            mlopsbuild_request_duration_seconds_bucket{endpoint="infer",le="0.1"} 1
            mlopsbuild_request_duration_seconds_bucket{endpoint="infer",le="+Inf"} 2
            """;
        Assert.Equal(new ServerCounts(10, 2, 4), ServerCounts.Of(metrics, TimeSpan.FromMilliseconds(50)));
        Assert.Equal(new ServerCounts(10, 2, 2), ServerCounts.Of(metrics, TimeSpan.FromMilliseconds(60)));
        Assert.Equal(new ServerCounts(10, 2, 0), ServerCounts.Of(metrics, TimeSpan.FromSeconds(9)));
        Assert.Equal(new ServerCounts(10, 2, 0), ServerCounts.Of(metrics, null));
        Assert.Equal(new ServerCounts(4, 1, 2), new ServerCounts(10, 2, 4).Since(new(6, 1, 2)));
        Assert.Equal(new ServerCounts(3, 0, 1), new ServerCounts(3, 0, 1).Since(new(6, 1, 2)));
    }
}

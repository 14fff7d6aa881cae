using System.Globalization;

namespace MLOpsBuild.Serving.Tests;

/// <summary>What the server counts.</summary>
public sealed class MetricsTests(CreditServer credit)
{
    [Fact]
    public async Task Requests_rows_and_durations_are_counted_by_endpoint_and_status()
    {
        await using var server = await ModelServerProcess.StartAsync(credit.Model.Package, "--release", "1.2.3");
        await server.PostAsync("/predict", credit.Row());
        await server.PostAsync("/predict", $"[{credit.Row()},{credit.Row()}]");
        await server.PostAsync("/predict", "{}");
        await server.PostAsync("/v2/models/credit-scoring/infer", "{}");
        await server.GetAsync("/nowhere");
        var (status, text) = await server.GetAsync("/metrics");

        Assert.Equal(200, status);
        var lines = text.Split('\n');
        Assert.Equal(
            [
                "mlopsbuild_model_info{model=\"credit-scoring\",release=\"1.2.3\"} 1",
                "mlopsbuild_requests_in_progress 1",
                "mlopsbuild_rows_total 3",
                "mlopsbuild_requests_total{endpoint=\"other\",status=\"404\"} 1",
                "mlopsbuild_requests_total{endpoint=\"predict\",status=\"200\"} 2",
                "mlopsbuild_requests_total{endpoint=\"predict\",status=\"400\"} 1",
                "mlopsbuild_requests_total{endpoint=\"infer\",status=\"400\"} 1",
            ],
            lines.Where(line => line.Length > 0 && line[0] != '#' && !line.Contains("_duration_", StringComparison.Ordinal) && !line.Contains("_probability_", StringComparison.Ordinal)));
        AssertPredictions(lines, credit);
        Assert.Contains("mlopsbuild_request_duration_seconds_bucket{endpoint=\"predict\",le=\"+Inf\"} 3", lines);
        Assert.Contains("mlopsbuild_request_duration_seconds_count{endpoint=\"predict\"} 3", lines);
        var seconds = double.Parse(lines.Single(line => line.StartsWith("mlopsbuild_request_duration_seconds_sum{endpoint=\"predict\"} ", StringComparison.Ordinal)).Split(' ')[1], CultureInfo.InvariantCulture);
        Assert.InRange(seconds, 1e-6, 60);
        Assert.Equal(6, lines.Count(line => line.StartsWith("# TYPE ", StringComparison.Ordinal)));
    }

    [Fact]
    public void A_duration_is_counted_in_every_bucket_that_holds_it()
    {
        var endpoint = new EndpointMetrics(EndpointKind.Predict);
        endpoint.Count(200, TimeSpan.FromMilliseconds(1));
        endpoint.Count(200, TimeSpan.FromMilliseconds(40));
        endpoint.Count(503, TimeSpan.FromMinutes(1));

        Assert.Equal([0, 1, 1, 1, 1, 1, 2, 2, 2, 2, 2, 2, 3], endpoint.Cumulative);
        Assert.Equal([(200, 2), (503, 1)], endpoint.Statuses);
        Assert.Equal(TimeSpan.FromMilliseconds(60_041), endpoint.Total);
    }

    [Fact]
    public void A_probability_is_counted_in_every_bucket_that_holds_it()
    {
        var predictions = new PredictionMetrics();
        predictions.Count([0, 0.01f, 0.010001f]);
        predictions.Count([0.5f, 1]);

        Assert.Equal([2, 3, 3, 3, 3, 3, 3, 4, 4, 4, 4, 4, 4, 4, 4, 5], predictions.Cumulative);
        Assert.Equal(1.520001, predictions.Sum, 1e-6);
    }

    /// <summary>Three answers for one row: its probability is told three times, in the buckets from its bound on.</summary>
    private static void AssertPredictions(string[] lines, CreditServer credit)
    {
        const string bucket = "mlopsbuild_prediction_probability_bucket{le=\"";
        var probability = credit.Probability();
        Assert.All(
            lines.Where(line => line.StartsWith(bucket, StringComparison.Ordinal)).Select(line => line[bucket.Length..].Split("\"} ")),
            pair => Assert.Equal(pair[0] == "+Inf" || probability <= float.Parse(pair[0], CultureInfo.InvariantCulture) ? "3" : "0", pair[1]));
        Assert.Contains("mlopsbuild_prediction_probability_count 3", lines);
        var sum = double.Parse(lines.Single(line => line.StartsWith("mlopsbuild_prediction_probability_sum ", StringComparison.Ordinal)).Split(' ')[1], CultureInfo.InvariantCulture);
        Assert.Equal(3 * probability, sum, 1e-5);
    }
}

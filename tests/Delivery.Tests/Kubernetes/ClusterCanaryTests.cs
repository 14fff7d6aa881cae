using System.Text.Json.Nodes;
using MLOpsBuild.Emitters;
using MLOpsBuild.Pipelines;
using MLOpsBuild.Testing;
using Pipelines;

namespace MLOpsBuild.Delivery.Tests;

/// <summary>A canary serves beside the others, is watched by what all have counted, and is promoted or removed.</summary>
public sealed class ClusterCanaryTests : IDisposable
{
    private static readonly Canary Strategy = new() { Hosts = 1, Bake = TimeSpan.FromSeconds(1), Errors = 0.01, P95 = TimeSpan.FromMilliseconds(50) };

    private readonly TemporaryFolder _checkout = new();
    private int _looks;

    public ClusterCanaryTests()
    {
        var model = new CreditScoring().Model;
        model = model with { Deploy = model.Deploy with { Environments = [new() { Name = "production", Cluster = new(Cluster.Place), Strategy = Strategy }] } };
        new OutputFolder(_checkout.Path).Write(new KubernetesEmitter().Emit(new(model, new() { Targets = [], Goals = [] }, "pipelines/credit-scoring/CreditScoring.cs")));
    }

    public void Dispose() => _checkout.Dispose();

    [Fact]
    public async Task A_canary_that_keeps_its_limits_is_promoted_and_removed()
    {
        await using var cluster = await ServingAsync();
        cluster.Api.Metrics = Counting((_, looks) => (100 * looks, 0, looks));
        var beside = false;
        cluster.Api.Before = (_, path) => beside |= path.EndsWith("/proxy/metrics", StringComparison.Ordinal) && path.Contains("-canary-", StringComparison.Ordinal);
        var report = await DeployAsync(cluster);
        Assert.True(report.Succeeded, report.Places[0].Message);
        Assert.True(beside);
        Assert.Equal(PlaceHealth.Healthy, (await cluster.ObserveAsync()).Health);
        Assert.Equal([Cluster.Image("1.1.0"), Cluster.Image("1.1.0")], cluster.Images);
        Assert.Null(cluster.Api.Look(objects => objects.Find("deployments", Cluster.Namespace, "credit-scoring-canary")));
        Assert.DoesNotContain(cluster.Api.Look(objects => objects.Of("configmaps").Select(item => item.Name()).ToArray()), name => name.Contains("canary", StringComparison.Ordinal));
        Assert.Contains(cluster.Events, happened => happened.Step == "The canary of release 1.1.0 keeps its limits" && happened.Kind == RolloutEventKind.Ok);
    }

    [Theory]
    [InlineData(5, 0, "requests failed, and at most 0\\.01")]
    [InlineData(0, 20, "requests took longer than 50 ms, and at most 0\\.05")]
    public async Task A_canary_that_breaks_a_limit_is_removed_and_the_others_are_never_touched(int failed, int slow, string told)
    {
        await using var cluster = await ServingAsync();
        cluster.Api.Metrics = Counting((isCanary, looks) => isCanary ? (100 * looks, failed * looks, slow * looks) : (100 * looks, 0, 0));
        var before = cluster.Deployment.Text("metadata", "generation");
        var report = await DeployAsync(cluster, TimeSpan.FromMinutes(1));
        Assert.False(report.Succeeded);
        Assert.Matches(@"^the canary of release 1\.1\.0 on stand-in was stopped: \d+ of its \d+ " + told + @" of all may; of the others' \d+ it were 0\.$", report.Breach);
        Assert.Equal((PlaceOutcome.WentBack, "1.0.0", $"{report.Breach}\nRelease 1.0.0 serves, as before."), (report.Places[0].Outcome, report.Places[0].Version, report.Places[0].Message));
        Assert.Equal(before, cluster.Deployment.Text("metadata", "generation"));
        var place = await cluster.ObserveAsync();
        Assert.Equal([Cluster.Image("1.0.0"), Cluster.Image("1.0.0")], cluster.Images);
        Assert.Equal((PlaceHealth.Healthy, "1.0.0", null), (place.Health, place.Version, place.Note));
        Assert.Equal(["1.0.0"], place.Releases);
    }

    [Fact]
    public async Task A_canary_that_predicts_otherwise_than_the_others_is_removed()
    {
        await using var cluster = await ServingAsync();
        var counting = Counting((_, looks) => (100 * looks, 0, 0));
        cluster.Api.Metrics = pod => counting(pod) + string.Join('\n', Predictions(pod.Name().Contains("-canary-", StringComparison.Ordinal), ++_looks));
        var report = await DeployAsync(cluster, TimeSpan.FromMinutes(1), drift: 0.2);
        Assert.Matches(@"^the canary of release 1\.1\.0 on stand-in was stopped: 10% of its \d+ predictions were at most 0\.5, 80% of the others' \d+, and they may differ by 0\.2\.$", report.Breach);
        Assert.Equal((PlaceOutcome.WentBack, "1.0.0"), (report.Places[0].Outcome, report.Places[0].Version));
    }

    [Fact]
    public async Task A_canary_that_does_not_start_or_whose_counts_cannot_be_read_is_removed()
    {
        await using var cluster = await ServingAsync();
        cluster.Api.Metrics = _ => throw new ApiRefusal(403, "Forbidden", "pods \"x\" is forbidden: User \"tester\" cannot get resource \"pods/proxy\"");
        var unread = await DeployAsync(cluster);
        Assert.EndsWith("its counts cannot be read by the API's proxy, so that it cannot be judged: let the control plane reach its port (NetworkPolicy), and the user get pods/proxy.", unread.Breach, StringComparison.Ordinal);
        cluster.Api.Workloads.Behaviours["1.1.0"] = PodBehaviour.CrashLoop;
        var crashed = await DeployAsync(cluster);
        Assert.StartsWith("release 1.1.0 cannot run on stand-in. Pod credit-scoring-canary-", crashed.Breach, StringComparison.Ordinal);
        Assert.Equal((PlaceHealth.Healthy, "1.0.0"), ((await cluster.ObserveAsync()).Health, (await cluster.ObserveAsync()).Version));
        Assert.Equal([Cluster.Image("1.0.0"), Cluster.Image("1.0.0")], cluster.Images);
        Assert.Null(cluster.Api.Look(objects => objects.Find("deployments", Cluster.Namespace, "credit-scoring-canary")));
    }

    private static string[] Predictions(bool isCanary, int looks) =>
    [
        FormattableString.Invariant($"mlopsbuild_prediction_probability_bucket{{le=\"0.5\"}} {(isCanary ? 100 : 800) * looks}"),
        FormattableString.Invariant($"mlopsbuild_prediction_probability_bucket{{le=\"+Inf\"}} {1000 * looks}"),
        "",
    ];

    private Task<RolloutReport> DeployAsync(Cluster cluster, TimeSpan? bake = null, double? drift = null) => cluster
        .Driver(strategy: Strategy with { Bake = bake ?? Strategy.Bake, Drift = drift }, checkout: _checkout.Path)
        .DeployAsync(Cluster.Order("1.1.0"), cluster.Said, TestContext.Current.CancellationToken);

    private async Task<Cluster> ServingAsync()
    {
        var cluster = await Cluster.StartAsync();
        Assert.True((await cluster.Driver(strategy: Strategy, checkout: _checkout.Path).DeployAsync(Cluster.Order("1.0.0"), cluster.Said, TestContext.Current.CancellationToken)).Succeeded);
        return cluster;
    }

    /// <summary>Metrics of pods that count on with each look: requests, failed ones, and those over a tenth of a second.</summary>
    private static Func<JsonObject, string> Counting(Func<bool, int, (int Requests, int Failed, int Slow)> count)
    {
        var looks = new Dictionary<string, int>(StringComparer.Ordinal);
        return pod =>
        {
            var look = looks[pod.Name()] = looks.GetValueOrDefault(pod.Name()) + 1;
            var (requests, failed, slow) = count(pod.Name().Contains("-canary-", StringComparison.Ordinal), look);
            return FormattableString.Invariant($$"""
                # TYPE mlopsbuild_requests_total counter
                mlopsbuild_requests_total{endpoint="other",status="503"} 900
                mlopsbuild_requests_total{endpoint="predict",status="200"} {{requests - failed}}
                mlopsbuild_requests_total{endpoint="predict",status="500"} {{failed}}
                # TYPE mlopsbuild_request_duration_seconds histogram
                mlopsbuild_request_duration_seconds_bucket{endpoint="predict",le="0.01"} {{requests - slow}}
                mlopsbuild_request_duration_seconds_bucket{endpoint="predict",le="0.05"} {{requests - slow}}
                mlopsbuild_request_duration_seconds_bucket{endpoint="predict",le="0.1"} {{requests}}
                mlopsbuild_request_duration_seconds_bucket{endpoint="predict",le="+Inf"} {{requests}}
                mlopsbuild_request_duration_seconds_sum{endpoint="predict"} 1.5
                mlopsbuild_request_duration_seconds_count{endpoint="predict"} {{requests}}

                """);
        };
    }
}

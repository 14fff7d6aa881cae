using MLOpsBuild.Testing;

namespace MLOpsBuild.Emitters.Tests;

/// <summary>Prometheus takes the alert rules, and they fire when they are to and only then.</summary>
public sealed class AlertTests : IDisposable
{
    private const string Loaded = "1x60";

    private static readonly (string, string)[] Other =
    [
        ("mlopsbuild_model_info{model=\"other\",job=\"pods\",instance=\"c\",namespace=\"b\"}", Loaded),
        ("mlopsbuild_requests_total{endpoint=\"predict\",status=\"500\",job=\"pods\",instance=\"c\",namespace=\"b\"}", "0+9x60"),
        ("mlopsbuild_rows_total{job=\"pods\",instance=\"c\",namespace=\"b\"}", "0x60"),
        .. Histogram("c", "b", fast: 0, all: 60),
    ];

    private readonly Promtool _promtool = new(Rules(kubernetes => kubernetes.Alerts(errors: 0.02, p95: 50.Milliseconds(), quiet: 30.Minutes())));

    public void Dispose() => _promtool.Dispose();

    [Fact]
    public async Task The_rules_are_taken_without_a_warning()
    {
        var run = await _promtool.CheckAsync();
        Assert.True(run.ExitCode == 0, run.StandardOutput + run.StandardError);
        Assert.Contains("SUCCESS: 4 rules found", run.StandardOutput, StringComparison.Ordinal);
        Assert.Equal("", run.StandardError);
        Approved.Holds("alerts.yml", Rules(kubernetes => kubernetes.Alerts(errors: 0.02, p95: 50.Milliseconds(), quiet: 30.Minutes())));
    }

    [Fact]
    public async Task The_rules_of_this_repository_are_taken()
    {
        var files = Directory.GetFiles(Repository.File("pipelines"), "alerts.yml", SearchOption.AllDirectories);
        Assert.NotEmpty(files);
        foreach (var file in files)
        {
            using var promtool = new Promtool(await File.ReadAllTextAsync(file, TestContext.Current.CancellationToken));
            Assert.Equal(0, (await promtool.CheckAsync()).ExitCode);
        }
    }

    [Fact]
    public async Task Only_asked_for_limits_are_watched()
    {
        using var promtool = new Promtool(Rules(kubernetes => kubernetes.Alerts()));
        Assert.Contains("SUCCESS: 2 rules found", (await promtool.CheckAsync()).StandardOutput, StringComparison.Ordinal);
        Assert.DoesNotContain(Manifests.Files(kubernetes => kubernetes), file => file.Path.Contains("monitoring", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Failing_requests_are_told_for_the_namespace_in_which_they_fail()
    {
        (string, string)[] series =
        [
            Info("a"), Info("b"),
            Requests("a", "200", "0+97x60"), Requests("a", "500", "0+3x60"),
            Requests("b", "200", "0+99x60"), Requests("b", "500", "0+1x60"), Requests("b", "400", "0+50x60"),
        ];
        await _promtool.FiresAsync("ModelFails", 20, ["a"], [.. series, .. Other]);
        await _promtool.FiresAsync("ModelFails", 4, [], [.. series, .. Other]);
    }

    [Fact]
    public async Task Slow_predictions_are_told()
    {
        await _promtool.FiresAsync("ModelSlow", 20, ["a"], [Info("a"), Info("b"), .. Histogram("pod-a", "a", fast: 50, all: 60), .. Histogram("pod-b", "b", fast: 59, all: 60), .. Other]);
        await _promtool.FiresAsync("ModelSlow", 20, [], [Info("a"), .. Histogram("pod-a", "a", fast: 60, all: 60), .. Other]);
    }

    [Fact]
    public async Task A_model_that_nobody_serves_is_told()
    {
        await _promtool.FiresAsync("ModelNotServed", 10, [""], Other);
        await _promtool.FiresAsync("ModelNotServed", 10, [""], [("mlopsbuild_model_info{model=\"\",job=\"pods\",instance=\"pod-a\"}", "0x60"), .. Other]);
        await _promtool.FiresAsync("ModelNotServed", 10, [], [Info("a"), .. Other]);
    }

    [Fact]
    public async Task A_model_that_nobody_asks_is_told()
    {
        await _promtool.FiresAsync("ModelQuiet", 50, ["a"], [Info("a"), Info("b"), Rows("a", "100x60"), Rows("b", "0+1x60"), .. Other]);
        await _promtool.FiresAsync("ModelQuiet", 20, [], [Info("a"), Rows("a", "0+1x60"), .. Other]);
    }

    [Fact]
    public void The_rules_watch_what_the_server_counts()
    {
        var server = File.ReadAllText(Repository.File("src", "MLOpsBuild.Serving", "Metrics", "MetricsText.cs"));
        var names = System.Text.RegularExpressions.Regex.Matches(Rules(kubernetes => kubernetes.Alerts(p95: 50.Milliseconds(), quiet: 30.Minutes())), "mlopsbuild_[a-z_]+").Select(match => match.Value).Distinct().ToArray();
        Assert.Equal(4, names.Length);
        Assert.All(names, name => Assert.Contains(name, server, StringComparison.Ordinal));
    }

    [Fact]
    public void Limits_that_cannot_be_watched_are_refused()
    {
        Holds("Alerts(errors) is out of range (found 1). Give it a value from 0 to 0.99.", kubernetes => kubernetes.Alerts(errors: 1));
        Holds("Alerts(p95) is above 0 and below 2.5 seconds, the last bound of the server's histogram (found 00:00:03). Give such a time, as in Alerts(p95: 50.Milliseconds()).", kubernetes => kubernetes.Alerts(p95: 3.Seconds()));
        Holds("Alerts(quiet) is whole minutes from 1 minute to 7 days (found 00:00:30). Give such a time, as in Alerts(quiet: 30.Minutes()).", kubernetes => kubernetes.Alerts(quiet: 30.Seconds()));
    }

    private static string Rules(Func<KubernetesBuilder, KubernetesBuilder> kubernetes) => Manifests.Files(kubernetes).Single(file => file.Path == "pipelines/fraud/monitoring/alerts.yml").Text;

    private static (string, string) Info(string space) => ($"mlopsbuild_model_info{{model=\"fraud\",release=\"1.0.0\",job=\"pods\",instance=\"pod-{space}\",namespace=\"{space}\"}}", Loaded);

    private static (string, string) Requests(string space, string status, string values) => ($"mlopsbuild_requests_total{{endpoint=\"predict\",status=\"{status}\",job=\"pods\",instance=\"pod-{space}\",namespace=\"{space}\"}}", values);

    private static (string, string) Rows(string space, string values) => ($"mlopsbuild_rows_total{{job=\"pods\",instance=\"pod-{space}\",namespace=\"{space}\"}}", values);

    /// <summary>Requests a minute, so many of them within 50 ms.</summary>
    private static (string, string)[] Histogram(string instance, string space, int fast, int all)
    {
        (string, string) Bucket(string bound, int count) => (
            $"mlopsbuild_request_duration_seconds_bucket{{endpoint=\"infer\",le=\"{bound}\",job=\"pods\",instance=\"{instance}\",namespace=\"{space}\"}}",
            FormattableString.Invariant($"0+{count}x60"));
        return [Bucket("0.05", fast), Bucket("0.1", all), Bucket("+Inf", all)];
    }

    private static void Holds(string finding, Func<KubernetesBuilder, KubernetesBuilder> kubernetes) =>
        Assert.Equal(finding, Assert.Single(Manifests.Definition(kubernetes).Findings).ToString().Split(": ", 2)[1]);
}

using CliWrap;
using CliWrap.Buffered;
using MLOpsBuild.Testing;

namespace MLOpsBuild.Emitters.Tests;

/// <summary>Alert rules, as Prometheus reads them and carries them out.</summary>
internal sealed class Promtool : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly string _promtool;

    /// <summary>Skips the test where Prometheus is not installed.</summary>
    public Promtool(string rules)
    {
        Assert.SkipWhen(Services.Find("promtool") is null, "'promtool' is not on the PATH; install it (Debian: apt-get install prometheus) to run this test.");
        _promtool = Services.Require("promtool");
        File.WriteAllText(_folder.File("alerts.yml"), rules);
    }

    public void Dispose() => _folder.Dispose();

    /// <summary>What promtool says of the rules, with its strictest lint.</summary>
    public Task<BufferedCommandResult> CheckAsync() => RunAsync("check", "rules", "--lint=all", "--lint-fatal", _folder.File("alerts.yml"));

    /// <summary>The alerts that fire so many minutes after series, sampled each minute, began; <c>[]</c> where none does.</summary>
    /// <param name="alert">The alert's name.</param>
    /// <param name="minute">When.</param>
    /// <param name="expected">The namespaces for which it fires; an empty one for an alert without.</param>
    /// <param name="series">The series and their values, in promtool's notation.</param>
    public async Task FiresAsync(string alert, int minute, string[] expected, params (string Series, string Values)[] series)
    {
        var test = YamlMap.Of(
            ("rule_files", YamlList.Of(["alerts.yml"])),
            ("evaluation_interval", "1m"),
            ("tests", new YamlList(
            [
                YamlMap.Of(
                    ("interval", "1m"),
                    ("input_series", new YamlList([.. series.Select(one => YamlMap.Of(("series", one.Series), ("values", one.Values)))])),
                    ("promql_expr_test", new YamlList(
                    [
                        YamlMap.Of(
                            ("expr", $"count by (namespace) (ALERTS{{alertname=\"{alert}\",alertstate=\"firing\"}})"),
                            ("eval_time", FormattableString.Invariant($"{minute}m")),
                            ("exp_samples", new YamlList([.. expected.Select(space => YamlMap.Of(("labels", space.Length == 0 ? "{}" : $"{{namespace=\"{space}\"}}"), ("value", 1)))]))),
                    ]))),
            ])));
        await File.WriteAllTextAsync(_folder.File("test.yml"), YamlText.Write(test), TestContext.Current.CancellationToken);
        var run = await RunAsync("test", "rules", _folder.File("test.yml"));
        Assert.True(run.ExitCode == 0, run.StandardOutput + run.StandardError);
    }

    private async Task<BufferedCommandResult> RunAsync(params string[] arguments) =>
        await Cli.Wrap(_promtool).WithArguments(arguments).WithValidation(CommandResultValidation.None).ExecuteBufferedAsync(TestContext.Current.CancellationToken);
}

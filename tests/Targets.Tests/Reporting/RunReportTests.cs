using System.Text.Json;
using System.Xml.Linq;

namespace MLOpsBuild.Targets.Tests.Reporting;

public sealed class RunReportTests
{
    [Fact]
    public async Task The_report_tells_each_target_with_reason_times_result_and_facts()
    {
        using var host = new BuildTestHost<Life> { Time = new FixedTime() };
        var result = await host.Run("Deploy", "Extra", "--parallel", "1", "--report", "out/run.json");
        Assert.Equal(1, result.ExitCode);
        Approved.Hold("run.json", (host.Root / "out" / "run.json").ReadAllText());
        Approved.Hold("run.html", (host.Root / "out" / "run.html").ReadAllText());
        Assert.Equal(2, (host.Root / "out").GetFiles().Count);
    }

    [Fact]
    public async Task Each_result_has_its_word()
    {
        using var interrupted = new CancellationTokenSource();
        using var host = new BuildTestHost<Life> { Prepare = build => build.Started = interrupted.Cancel };
        await host.Run("Prepare", "--report", "done.json");
        await host.Run(interrupted.Token, "Waits", "--report", "interrupted.json");
        Assert.Equal(("done", 0), Result(host.Root / "done.json"));
        Assert.Equal(("interrupted", 130), Result(host.Root / "interrupted.json"));
    }

    [Fact]
    public async Task A_run_that_never_starts_leaves_no_report()
    {
        using var host = new BuildTestHost<Life>();
        await host.Run("Deploy", "--bogus", "--report", "run.json");
        await host.Run("Deploy", "--plan", "--report", "run.json");
        Assert.False((host.Root / "run.json").Exists());
    }

    [Theory]
    [InlineData("folder", "is a folder. Name a file in it, such as run.json.")]
    [InlineData("run.html", "is the name of a page. Name the JSON file, such as run.json; the page is written beside it.")]
    public async Task A_report_without_a_place_is_refused_before_the_run(string file, string problem)
    {
        using var host = new BuildTestHost<Life>();
        (host.Root / "folder").CreateDirectory();
        var result = await host.Run("Prepare", "--report", file);
        Assert.Equal(2, result.ExitCode);
        Assert.StartsWith($"T118 --report: {host.Root / file} {problem}\n", result.Error);
    }

    [Fact]
    public async Task A_report_that_cannot_be_written_fails_the_run_that_was_good()
    {
        using var host = new BuildTestHost<Life>();
        (host.Root / "file").WriteAllText("");
        var result = await host.Run("Prepare", "--report", "file/run.json");
        Assert.Equal(3, result.ExitCode);
        Assert.StartsWith($"--report: {host.Root / "file" / "run.json"} cannot be written (", result.Error);
        Assert.EndsWith("Done.\n", result.Output);
    }

    [Fact]
    public async Task The_page_needs_nothing_but_itself_and_takes_text_as_text()
    {
        using var host = new BuildTestHost<Life>();
        await host.Run("Deploy", "--report", "run.json");
        var page = (host.Root / "run.html").ReadAllText();
        Assert.DoesNotContain("http", page);
        Assert.DoesNotContain("<script", page);
        Assert.Contains("auc &lt; 0.80 &amp; &lt;b&gt;falling&lt;/b&gt;", page);
        XDocument.Parse(page.Replace("<!DOCTYPE html>", "", StringComparison.Ordinal));
    }

    private static (string?, int) Result(AbsolutePath file)
    {
        using var json = JsonDocument.Parse(file.ReadAllText());
        return (json.RootElement.GetProperty("result").GetString(), json.RootElement.GetProperty("exitCode").GetInt32());
    }

    /// <summary>Moves on by a quarter of a second each time it is asked.</summary>
    private sealed class FixedTime : TimeProvider
    {
        private long ticks;

        public override long TimestampFrequency => TimeSpan.TicksPerSecond;

        public override long GetTimestamp() => ticks += TimeSpan.TicksPerSecond / 4;

        public override DateTimeOffset GetUtcNow() => new DateTimeOffset(2026, 11, 25, 17, 0, 0, TimeSpan.Zero).AddTicks(ticks);
    }

    private sealed class Life : NukeBuild
    {
        private int attempts;

        public Action Started { get; set; } = () => { };

        private Target Prepare => _ => _
            .Description("Checks and splits the data")
            .UpToDateWhen(() => Freshness.UpToDate("inputs unchanged", new Dictionary<string, string> { ["rows"] = "1000" }))
            .Executes(() => { });

        private Target Train => _ => _
            .DependsOn(Prepare)
            .Retry(1, "the registry hiccups")
            .Executes(() =>
            {
                ReportSummary(_ => _.AddPair("AUC", 0.79));
                if (++attempts == 1)
                    throw new TargetFailedException("hiccup");
            });

        private Target Validate => _ => _.DependsOn(Train).Executes(() => throw new TargetFailedException("Gate failed: auc < 0.80 & <b>falling</b>"));

        private Target Deploy => _ => _.DependsOn(Validate).Executes(() => { });

        private Target Extra => _ => _.OnlyWhenStatic(() => attempts > 5).Executes(() => { });

        private Target Waits => _ => _.Executes(async token =>
        {
            Started();
            await Task.Delay(Timeout.Infinite, token);
        });
    }
}

namespace MLOpsBuild.Targets.Tests.CommandLine;

/// <summary>What hurt users of NUKE 10.1.0, one test each.</summary>
public sealed class TrapTests
{
    public enum Place
    {
        Local,
        Staging,
        Production,
    }

    [Fact]
    public async Task A_flag_before_a_target_does_not_swallow_it()
    {
        using var host = new BuildTestHost<TrapBuild>(x => x.Train);
        var result = await host.Run("--no-logo", "Broken");
        Assert.Equal(1, result.ExitCode);
        Assert.Equal(["Broken", "Always"], result.Ran);
    }

    [Fact]
    public async Task A_flag_parameter_before_a_target_does_not_swallow_it()
    {
        using var host = new BuildTestHost<TrapBuild>(x => x.Test);
        var result = await host.Run("--fast", "Train");
        Assert.Equal(["Train"], result.Ran);
    }

    [Fact]
    public async Task A_bad_value_fails_before_anything_runs()
    {
        using var host = new BuildTestHost<TrapBuild>();
        var result = await host.Run("Test", "--place", "nope", "--count", "abc");
        Assert.Equal(2, result.ExitCode);
        Assert.Equal(
            """
            T104 --count is 'abc', but must be a whole number.
            T104 --place is 'nope', but must be one of Local, Staging, Production.
            See ./build.sh --help.

            """,
            result.Error);
        Assert.Equal("", result.Output);
    }

    [Fact]
    public async Task A_bad_value_names_the_nearest_one()
    {
        using var host = new BuildTestHost<TrapBuild>();
        var result = await host.Run("Test", "--place", "stagin");
        Assert.StartsWith("T104 --place is 'stagin', but must be one of Local, Staging, Production. Did you mean Staging?\n", result.Error);
    }

    [Fact]
    public async Task An_unknown_option_fails()
    {
        using var host = new BuildTestHost<TrapBuild>();
        var result = await host.Run("Train", "--plase", "staging");
        Assert.Equal(2, result.ExitCode);
        Assert.StartsWith("T102 Unknown option '--plase'. Did you mean --place?", result.Error);
        Assert.DoesNotContain("T101", result.Error);
    }

    [Fact]
    public async Task A_bad_secret_value_is_not_shown()
    {
        using var host = new BuildTestHost<TrapBuild>();
        var result = await host.Run("Train", "--pin", "topsecretpin");
        Assert.Equal(2, result.ExitCode);
        Assert.DoesNotContain("topsecretpin", result.Error + result.Output);
    }

    [Fact]
    public async Task A_missing_requirement_is_told_and_nobody_is_asked_when_nobody_is_there()
    {
        using var host = new BuildTestHost<TrapBuild>();
        var result = await host.Run("NeedsKey");
        Assert.Equal(2, result.ExitCode);
        Assert.Equal(
            "T108 Target NeedsKey requires apiKey, which has no value. Give MLOPSBUILD_API_KEY, or --api-key where nobody else sees the command line.\nSee ./build.sh --help.\n",
            result.Error);
    }

    [Fact]
    public async Task An_unknown_target_names_the_nearest_one()
    {
        using var host = new BuildTestHost<TrapBuild>();
        var result = await host.Run("Trian");
        Assert.Equal(2, result.ExitCode);
        Assert.Equal("T101 Unknown target 'Trian'. Did you mean Train? Known: Broken, NeedsKey, Test, Train.\nSee ./build.sh --help.\n", result.Error);
    }

    [Fact]
    public async Task A_failure_is_told_once()
    {
        using var host = new BuildTestHost<TrapBuild>();
        var result = await host.Run("Broken");
        Assert.Equal(1, result.ExitCode);
        Assert.Equal("Broken failed: InvalidOperationException: boom\n(--verbosity verbose shows where)\n", result.Error);
        Assert.DoesNotContain("boom", result.Output);
    }

    [Fact]
    public async Task Continue_says_why_it_leaves_a_target_out()
    {
        using var host = new BuildTestHost<TrapBuild>();
        await host.Run("Train", "Broken");
        var result = await host.Run("Train", "Broken", "--continue");
        Assert.Equal("done in the last attempt", result.Target("Train").Skipped);
        Assert.Equal(["Broken", "Always"], result.Ran);
    }

    [Fact]
    public async Task A_plan_is_text_and_runs_nothing_whatever_stands_beside_it()
    {
        using var host = new BuildTestHost<TrapBuild>();
        var result = await host.Run("--plan", "Test", "--continue", "--skip", "--count", "3");
        Assert.Equal(0, result.ExitCode);
        Assert.Empty(result.Ran);
        Assert.Contains("1. Train  needed by Test  would skip: by --skip", result.Output);
    }

    [Fact]
    public async Task All_mistakes_are_told_at_once()
    {
        using var host = new BuildTestHost<TrapBuild>();
        var result = await host.Run("Trian", "--count", "--bogus", "--verbosity", "loud", "--place", "x", "--place", "y");
        Assert.Equal(["T101", "T103", "T102", "T106", "T104", "T104"], result.Error.Split('\n').Where(line => line.StartsWith('T')).Select(line => line[..4]));
    }

    private sealed class TrapBuild : NukeBuild
    {
        [Parameter("how many")]
        private readonly int count = 1;

        [Parameter("where")]
        private readonly Place place;

        [Parameter]
        private readonly bool fast;

        [Parameter, Secret]
        private readonly string? apiKey;

        [Parameter, Secret]
        private readonly int? pin;

        public Target Train => _ => _.Executes(() => Console.WriteLine($"{count} {place} {fast} {pin}"));

        public Target Test => _ => _.DependsOn(Train).Executes(() => { });

        private Target Broken => _ => _.Triggers(Always).Executes(() => throw new InvalidOperationException("boom"));

        private Target NeedsKey => _ => _.Requires(() => apiKey).Executes(() => { });

        private Target Always => _ => _.Unlisted().AssuredAfterFailure().Executes(() => { });
    }
}

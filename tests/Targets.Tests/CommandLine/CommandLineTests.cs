namespace MLOpsBuild.Targets.Tests.CommandLine;

public sealed class CommandLineTests
{
    [Theory]
    [InlineData("A", "B")]
    [InlineData("A+B")]
    [InlineData("--target", "A", "B")]
    [InlineData("--target", "A+B")]
    [InlineData("a", "--count", "3", "b")]
    [InlineData("--count=3", "A", "B")]
    [InlineData("--", "A", "B")]
    public async Task Targets_may_stand_in_many_places(params string[] arguments)
    {
        using var host = new BuildTestHost<Sample>();
        var result = await host.Run(arguments);
        Assert.Equal("", result.Error);
        Assert.Equal(["A", "B"], result.Ran);
    }

    [Theory]
    [InlineData("--count", "3")]
    [InlineData("--Count", "3")]
    [InlineData("-Count", "3")]
    [InlineData("--count=3")]
    public async Task A_parameter_may_be_spelt_in_many_ways(params string[] arguments)
    {
        using var host = new BuildTestHost<Sample>();
        var result = await host.Run(["Print", .. arguments]);
        Assert.Contains("count=3 ", result.Output);
    }

    [Theory]
    [InlineData("-5", "count=-5 ")]
    [InlineData("0", "count=0 ")]
    public async Task A_negative_number_is_a_value(string value, string expected)
    {
        using var host = new BuildTestHost<Sample>();
        Assert.Contains(expected, (await host.Run("Print", "--count", value)).Output);
    }

    [Theory]
    [InlineData("a b")]
    [InlineData("it's \"quoted\"")]
    [InlineData("")]
    [InlineData("a=b=c")]
    [InlineData("$HOME;`ls`")]
    public async Task A_value_arrives_as_it_was_written(string value)
    {
        using var host = new BuildTestHost<Sample>();
        Assert.Contains($"text=[{value}]", (await host.Run("Print", "--text", value)).Output);
        Assert.Contains($"text=[{value}]", (await host.Run("Print", $"--text={value}")).Output);
    }

    [Fact]
    public async Task A_word_after_a_list_that_could_be_a_target_is_refused()
    {
        using var host = new BuildTestHost<Sample>();
        var result = await host.Run("--names", "x", "A");
        Assert.Equal(2, result.ExitCode);
        Assert.StartsWith("T107 'A' after --names could be a value or a target. Put targets before options, or write --names=A.\n", result.Error);
    }

    [Fact]
    public async Task Skip_before_any_target_is_refused_as_ambiguous()
    {
        using var host = new BuildTestHost<Sample>(x => x.A);
        var result = await host.Run("--skip", "A");
        Assert.Equal(2, result.ExitCode);
        Assert.StartsWith("T107 '--skip A' could skip A or run it alone. Write 'A --skip' to run it alone, '--skip=A' to leave it out.\n", result.Error);
    }

    [Fact]
    public async Task Skip_alone_leaves_only_what_was_named()
    {
        using var host = new BuildTestHost<Sample>();
        Assert.Equal(["Needs"], (await host.Run("Needs", "--skip")).Ran);
    }

    [Fact]
    public async Task Skip_with_names_leaves_out_those()
    {
        using var host = new BuildTestHost<Sample>();
        Assert.Equal(["B", "Needs"], (await host.Run("Needs", "--skip", "A")).Ran);
        Assert.Equal(["Needs"], (await host.Run("Needs", "--skip", "A+B")).Ran);
    }

    [Fact]
    public async Task Skip_of_an_unknown_target_is_refused()
    {
        using var host = new BuildTestHost<Sample>();
        Assert.StartsWith("T101 Unknown target 'Nedes'. Did you mean Needs?", (await host.Run("A", "--skip", "Nedes")).Error);
    }

    [Fact]
    public async Task A_flag_takes_true_and_false_but_nothing_else()
    {
        using var host = new BuildTestHost<Sample>();
        Assert.Contains("fast=True", (await host.Run("Print", "--fast")).Output);
        Assert.Contains("fast=False", (await host.Run("Print", "--fast", "false")).Output);
        Assert.Contains("fast=True", (await host.Run("--fast=true", "Print")).Output);
        Assert.StartsWith("T105 Option --fast is a flag and takes no value, but was given 'yes'.\n", (await host.Run("Print", "--fast=yes")).Error);
    }

    [Fact]
    public async Task Without_targets_and_defaults_the_help_page_is_shown()
    {
        using var host = new BuildTestHost<Sample>();
        var result = await host.Run();
        Assert.Equal(0, result.ExitCode);
        Assert.StartsWith("Usage: ./build.sh", result.Output);
    }

    [Fact]
    public async Task Without_targets_the_defaults_run()
    {
        using var host = new BuildTestHost<Sample>(x => x.B, x => x.A);
        Assert.Equal(["A", "B"], (await host.Run()).Ran);
    }

    [Fact]
    public async Task Version_is_printed()
    {
        using var host = new BuildTestHost<Sample>();
        Assert.Equal("1.0.0\n", (await host.Run("--version")).Output.Replace("0.1.0", "1.0.0"));
    }

    [Fact]
    public async Task The_list_names_listed_targets_and_the_default()
    {
        using var host = new BuildTestHost<Sample>(x => x.A);
        Assert.Equal("A (default)  the first\nB\nNeeds\nPrint\n", (await host.Run("--list")).Output);
    }

    [Fact]
    public async Task The_help_page_reads_well()
    {
        using var host = new BuildTestHost<Sample>(x => x.A) { Variables = new Dictionary<string, string> { ["MLOPSBUILD_TEXT"] = "x" } };
        var page = (await host.Run("--help")).Output;
        Assert.Equal(
            """
            Usage: ./build.sh [Target...] [--option value...]

            Targets
              A (default)  the first
              B
              Needs
              Print

            Parameters (the first place that has a value counts: command line, MLOPSBUILD_NAME, .nuke/parameters.PROFILE.json of --profile, .nuke/parameters.json)
              --count N     how many [default: 1]
              --fast
              --names TEXT
              --text TEXT    [now from MLOPSBUILD_TEXT]

            Options
            """,
            page[..(page.IndexOf("Options\n", StringComparison.Ordinal) + 7)]);
    }

    [Fact]
    public async Task Help_on_a_target_tells_what_it_runs_and_takes()
    {
        using var host = new BuildTestHost<Composed> { Variables = new Dictionary<string, string> { ["MLOPSBUILD_ENVIRONMENT"] = "x" } };
        var result = await host.Run("deliver", "--help");
        Assert.Equal(
            """
            Usage: ./build.sh Deliver [--option value...]

            Brings it there

              Depends on   Make, Check
              Runs after   Send, where that runs too
              Followed by  Tell

            Parameters (the first place that has a value counts: command line, variable, .nuke/parameters.PROFILE.json of --profile, .nuke/parameters.json)
              --channel TEXT      MLOPSBUILD_CHANNEL      where it is told
              --environment TEXT  MLOPSBUILD_ENVIRONMENT  where it goes [now from MLOPSBUILD_ENVIRONMENT]
              --fast              MLOPSBUILD_FAST         in a hurry
              --speed N           MLOPSBUILD_SPEED        how fast [default: 3]
              --token SECRET      MLOPSBUILD_TOKEN        who asks [secret]

            ./build.sh --help lists all targets, parameters and options.

            """,
            result.Output);
        Assert.Equal(0, result.ExitCode);
        Assert.Empty(result.Ran);
    }

    [Fact]
    public async Task Help_on_several_targets_tells_each_and_on_an_unknown_one_which_is_meant()
    {
        using var host = new BuildTestHost<Composed>();
        var page = (await host.Run("Make", "Send", "Make", "--help")).Output;
        Assert.Equal(["Make", "Send"], page.Split('\n').Where(line => line.StartsWith("Usage: ", StringComparison.Ordinal)).Select(line => line.Split(' ')[2]));
        Assert.DoesNotContain("--environment", page, StringComparison.Ordinal);
        Assert.Contains("Depends on  nothing\n", page, StringComparison.Ordinal);

        var unknown = await host.Run("Mak", "--help");
        Assert.Equal(2, unknown.ExitCode);
        Assert.Contains("Make", unknown.Error, StringComparison.Ordinal);
    }

    private interface ICheckIt : INukeBuild
    {
        [Parameter("how fast")]
        int Speed => 3;

        Target Check => _ => _.DependsOn<Composed>(x => x.Make).Executes(() => { });
    }

    private interface IPlace : INukeBuild
    {
        [Parameter("where it goes")]
        string? Environment => TryGetValue(() => Environment);

        [Parameter("who asks")]
        Secret? Token => TryGetValue(() => Token);
    }

    private interface IDeliver : IPlace
    {
        Target Deliver => _ => _.Description("Brings it there").DependsOn<ICheckIt>(x => x.Check).TryAfter<Composed>(x => x.Send).Triggers<ITell>(x => x.Tell).Executes(() => { });
    }

    private interface ITell : INukeBuild
    {
        [Parameter("where it is told")]
        string? Channel => TryGetValue(() => Channel);

        Target Tell => _ => _.Executes(() => { });
    }

    private interface IApart : INukeBuild
    {
        [Parameter("of another target")]
        string? Elsewhere => TryGetValue(() => Elsewhere);

        Target Apart => _ => _.Executes(() => { });
    }

    private sealed class Composed : NukeBuild, IDeliver, ICheckIt, ITell, IApart
    {
        [Parameter("in a hurry")]
        private readonly bool fast;

        public Target Make => _ => _.Executes(() => Console.WriteLine(fast));

        public Target Send => _ => _.Executes(() => { });
    }

    private sealed class Sample : NukeBuild
    {
        [Parameter("how many")]
        private readonly int count = 1;

        [Parameter]
        private readonly string? text;

        [Parameter]
        private readonly bool fast;

        [Parameter]
        private readonly string[]? names;

        public Target A => _ => _.Description("the first").Executes(() => { });

        public Target B => _ => _.Executes(() => { });

        private Target Needs => _ => _.DependsOn(A, B).Executes(() => { });

        private Target Print => _ => _.Executes(() => Console.WriteLine($"count={count} text=[{text}] fast={fast} names={names?.Length}"));
    }
}

using System.ComponentModel;

namespace MLOpsBuild.Targets.Tests.Parameters;

public sealed class ParameterTests
{
    [Theory]
    [InlineData("--text", "a b", "Text", "a b")]
    [InlineData("--whole", "42", "Whole", "42")]
    [InlineData("--number", "1e-3", "Number", "0.001")]
    [InlineData("--exact", "0.10", "Exact", "0.10")]
    [InlineData("--mode", "release", "Mode", "Release")]
    [InlineData("--day", "friday", "Day", "Friday")]
    [InlineData("--wait", "90s", "Wait", "00:01:30")]
    [InlineData("--wait", "00:05:00", "Wait", "00:05:00")]
    [InlineData("--wait", "1.5h", "Wait", "01:30:00")]
    [InlineData("--link", "https://example.org/x", "Link", "https://example.org/x")]
    public async Task A_value_is_read_by_its_type(string option, string value, string member, string expected)
    {
        using var host = new BuildTestHost<Typed>();
        var result = await host.Run("Print", option, value);
        Assert.Equal("", result.Error);
        Assert.Contains($"{member}={expected}\n", result.Output);
    }

    [Theory]
    [InlineData("--whole", "4.2", "a whole number")]
    [InlineData("--whole", "1,000", "a whole number")]
    [InlineData("--number", "1,5", "a number")]
    [InlineData("--mode", "fast", "one of Debug, Release")]
    [InlineData("--day", "5", "one of Sunday, Monday, Tuesday, Wednesday, Thursday, Friday, Saturday")]
    [InlineData("--wait", "90", "a duration such as 90s, 5m or 01:30:00")]
    [InlineData("--numbers", "x", "a list of a whole number")]
    [InlineData("--map", "x", "a list of name=value")]
    public async Task A_value_of_another_type_is_refused(string option, string value, string expected)
    {
        using var host = new BuildTestHost<Typed>();
        var result = await host.Run("Print", option, value);
        Assert.Equal(2, result.ExitCode);
        Assert.StartsWith($"T104 {option} is '{value}', but must be {expected}.", result.Error);
    }

    [Fact]
    public async Task Lists_take_several_words_and_their_separator()
    {
        using var host = new BuildTestHost<Typed>();
        Assert.Contains("Numbers=1|2|3\n", (await host.Run("Print", "--numbers", "1", "2", "3")).Output);
        Assert.Contains("Tags=a|b|c\n", (await host.Run("Print", "--tags", "a,b", "c")).Output);
        Assert.Contains("Map=a:1|b:2\n", (await host.Run("Print", "--map", "a=1", "b=2")).Output);
    }

    [Fact]
    public async Task A_path_is_relative_to_where_it_is_written()
    {
        using var host = new BuildTestHost<Typed>();
        Assert.Contains($"Path={host.Root}/data/x.csv\n", (await host.Run("Print", "--path", "data/x.csv")).Output);
    }

    [Fact]
    public async Task The_command_line_wins_over_the_environment_and_that_over_files()
    {
        using var host = new BuildTestHost<Typed> { Variables = new Dictionary<string, string> { ["MLOPSBUILD_TEXT"] = "environment" } };
        (host.Root / ".nuke" / "parameters.json").WriteAllText("""{ "$schema": "./build.schema.json", "Text": "file", "Whole": 7, "Numbers": [1, 2] }""");
        (host.Root / ".nuke" / "parameters.ci.json").WriteAllText("""{ "whole": 8 }""");
        (host.Root / ".nuke" / "parameters.big.json").WriteAllText("""{ "Whole": 9 }""");
        Assert.Contains("Text=line\n", (await host.Run("Print", "--text", "line")).Output);
        Assert.Contains("Text=environment\nWhole=7\n", (await host.Run("Print")).Output);
        Assert.Contains("Whole=8\n", (await host.Run("Print", "--profile", "ci")).Output);
        Assert.Contains("Whole=9\n", (await host.Run("Print", "--profile", "ci", "big")).Output);
        Assert.Contains("Numbers=1|2\n", (await host.Run("Print")).Output);
    }

    [Fact]
    public async Task A_variable_without_the_prefix_is_no_parameter()
    {
        using var host = new BuildTestHost<Typed> { Variables = new Dictionary<string, string> { ["TEXT"] = "stray", ["Text"] = "stray", ["NUKE_TEXT"] = "stray" } };
        Assert.Contains("Text=\n", (await host.Run("Print")).Output);
    }

    [Fact]
    public async Task Mistakes_in_files_and_variables_name_their_place()
    {
        using var host = new BuildTestHost<Typed> { Variables = new Dictionary<string, string> { ["MLOPSBUILD_WHOLE"] = "many" } };
        (host.Root / ".nuke" / "parameters.json").WriteAllText("""{ "Number": "x", "Texd": "y" }""");
        var result = await host.Run("Print", "--profile", "nope");
        Assert.Equal(
            """
            T113 .nuke/parameters.nope.json: not there, but --profile nope asks for it
            T114 .nuke/parameters.json: unknown parameter 'Texd'. Did you mean Text?
            T104 MLOPSBUILD_WHOLE is 'many', but must be a whole number.
            T104 "Number" in .nuke/parameters.json is 'x', but must be a number.
            """,
            string.Join('\n', result.Error.Split('\n').Take(4)).Replace(" Known: Day, Exact, Link, Map, Mode, Number, Numbers, Path, Tags, Text, Wait, Whole.", "", StringComparison.Ordinal));
    }

    [Fact]
    public async Task The_last_profile_wins_over_the_others_and_those_over_the_common_file()
    {
        using var host = new BuildTestHost<Typed>();
        (host.Root / ".nuke" / "parameters.json").WriteAllText("""{ "Text": "common", "Whole": 1, "Number": 1 }""");
        (host.Root / ".nuke" / "parameters.first.json").WriteAllText("""{ "Text": "first", "Whole": 2 }""");
        (host.Root / ".nuke" / "parameters.second.json").WriteAllText("""{ "Text": "second" }""");
        var output = (await host.Run("Print", "--profile", "first", "second")).Output;
        Assert.Contains("Text=second\n", output);
        Assert.Contains("Whole=2\n", output);
        Assert.Contains("Number=1\n", output);
    }

    [Fact]
    public async Task A_secret_in_a_file_is_refused_and_not_shown()
    {
        using var host = new BuildTestHost<Hidden>();
        (host.Root / ".nuke" / "parameters.json").WriteAllText("""{ "Token": "hunter2hunter2" }""");
        var result = await host.Run("Work");
        Assert.Equal(2, result.ExitCode);
        Assert.Equal("T121 .nuke/parameters.json: 'Token' is a secret, and files are kept and shared. Take it out and give MLOPSBUILD_TOKEN.\nSee ./build.sh --help.\n", result.Error);
    }

    [Fact]
    public async Task A_file_that_is_no_json_is_named()
    {
        using var host = new BuildTestHost<Typed>();
        (host.Root / ".nuke" / "parameters.json").WriteAllText("{ oops");
        var result = await host.Run("Print");
        Assert.Equal(2, result.ExitCode);
        Assert.StartsWith("T113 .nuke/parameters.json: no JSON object: 'o' is an invalid start of a property name.", result.Error);
    }

    [Fact]
    public async Task A_component_asks_for_its_parameters()
    {
        using var host = new BuildTestHost<WithComponent>();
        Assert.Contains("name=default sizes=0 prefixed=x\n", (await host.Run("Show", "--acme-prefixed", "x")).Output);
        Assert.Contains("name=n sizes=5 prefixed=\n", (await host.Run("Show", "--name", "n", "--size", "5")).Output);
    }

    [Fact]
    public async Task A_parameter_may_not_take_the_name_of_an_option()
    {
        using var host = new BuildTestHost<Clash>();
        var result = await host.Run("--list");
        Assert.Equal(2, result.ExitCode);
        Assert.StartsWith("T115 Parameter Clash.Version is called --version, which the engine uses itself.", result.Error);
    }

    [Fact]
    public async Task A_required_parameter_is_required_whatever_runs()
    {
        using var host = new BuildTestHost<AlwaysRequired>();
        Assert.StartsWith("T108 Target any requires Token, which has no value.", (await host.Run("Nothing")).Error);
        Assert.Equal(0, (await host.Run("Nothing", "--token", "x")).ExitCode);
    }

    [Fact]
    public async Task Values_read_the_same_in_a_Turkish_locale()
    {
        var culture = System.Globalization.CultureInfo.CurrentCulture;
        try
        {
            System.Globalization.CultureInfo.CurrentCulture = new System.Globalization.CultureInfo("tr-TR");
            using var host = new BuildTestHost<Typed>();
            Assert.Contains("Number=1.5\n", (await host.Run("PRINT", "--NUMBER", "1.5")).Output);
        }
        finally
        {
            System.Globalization.CultureInfo.CurrentCulture = culture;
        }
    }

    private sealed class Hidden : NukeBuild
    {
        [Parameter, Secret]
        private string? Token { get; init; }

        private Target Work => _ => _.Executes(() => { });
    }

    [TypeConverter(typeof(TypeConverter<Mode>))]
    private sealed class Mode : Enumeration
    {
        public static readonly Mode Debug = new() { Value = nameof(Debug) };
        public static readonly Mode Release = new() { Value = nameof(Release) };
    }

    private interface INamed : INukeBuild
    {
        [Parameter]
        string Name => TryGetValue(() => Name) ?? "default";

        [Parameter]
        int? Size => TryGetValue<int?>(() => Size);

        Target Show => _ => _.Executes(() => Console.WriteLine($"name={Name} sizes={Size ?? 0} prefixed={((IPrefixed)this).Prefixed}"));
    }

    [ParameterPrefix("Acme")]
    private interface IPrefixed : INukeBuild
    {
        [Parameter]
        string? Prefixed => TryGetValue(() => Prefixed);
    }

    private sealed class WithComponent : NukeBuild, INamed, IPrefixed;

    private sealed class Clash : NukeBuild
    {
        [Parameter]
        public string? Version { get; init; }
    }

    private sealed class AlwaysRequired : NukeBuild
    {
        [Parameter, Required]
        public string? Token { get; init; }

        private Target Nothing => _ => _.Executes(() => { });
    }

    private sealed class Typed : NukeBuild
    {
        [Parameter]
        public string? Text { get; init; }

        [Parameter]
        public int? Whole { get; }

        [Parameter]
        public double Number { get; set; }

        [Parameter]
        public decimal Exact { get; init; }

        [Parameter]
        public Mode? Mode { get; init; }

        [Parameter]
        public DayOfWeek? Day { get; init; }

        [Parameter]
        public TimeSpan? Wait { get; init; }

        [Parameter]
        public Uri? Link { get; init; }

        [Parameter]
        public AbsolutePath? Path { get; init; }

        [Parameter]
        public int[] Numbers { get; init; } = [];

        [Parameter(Separator = ",")]
        public IReadOnlyList<string> Tags { get; init; } = [];

        [Parameter]
        public Dictionary<string, int> Map { get; init; } = [];

        private Target Print => _ => _.Executes(() =>
        {
            FormattableString text = $"Text={Text}\nWhole={Whole}\nNumber={Number}\nExact={Exact}\nMode={Mode}\nDay={Day}\nWait={Wait}\nLink={Link}\nPath={Path}";
            Console.WriteLine(FormattableString.Invariant(text));
            Console.WriteLine($"Numbers={string.Join('|', Numbers)}\nTags={string.Join('|', Tags)}\nMap={string.Join('|', Map.Select(it => $"{it.Key}:{it.Value}"))}");
        });
    }
}

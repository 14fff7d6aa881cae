using System.Text.Json;
using MLOpsBuild.Testing;

namespace MLOpsBuild.Targets.Tests.Documentation;

/// <summary>The pages about the engine say what is.</summary>
public sealed class DocumentationTests
{
    [Fact]
    public async Task The_documented_test_of_a_build_passes()
    {
        using var host = new BuildTestHost<Build>
        {
            Variables = new Dictionary<string, string> { ["MLOPSBUILD_TOKEN"] = "a-token-for-tests" },
        };
        var result = await host.Run("Train", "--rows", "10");

        Assert.Equal(0, result.ExitCode);
        Assert.Equal(["Prepare", "Train"], result.Ran);
        Assert.Equal("10", result.Target("Train").SummaryInformation["rows"]);
        Assert.Equal(1, result.Plan.Steps[0].Wave);
        Assert.Contains("Done.", result.Output);
    }

    [Theory]
    [InlineData("csharp", "DocumentedBuild.cs")]
    [InlineData("csharp statements", "DocumentationTests.cs")]
    public void The_examples_are_compiled(string fence, string source)
    {
        var compiled = Lines(File.ReadAllText(Repository.File("tests", "Targets.Tests", "Documentation", source)));
        Assert.All(Lines(Assert.Single(Blocks("targets.md", fence))), line => Assert.Contains(line, compiled));
    }

    [Fact]
    public void The_example_of_build_sh_is_what_the_script_says()
    {
        var page = File.ReadAllText(Repository.File("docs", "build-script.md"));
        Assert.All(
            new[] { "OMP_WAIT_POLICY", "MLOPSBUILD_ROOT", "TargetEngine", "DOTNET_CLI_TELEMETRY_OPTOUT", "global.json" },
            name => Assert.True(page.Contains(name, StringComparison.Ordinal) && File.ReadAllText(Repository.File("build.sh")).Contains(name, StringComparison.Ordinal), name));
    }

    [Fact]
    public async Task The_documented_plan_and_report_have_the_fields_that_are_written()
    {
        using var host = new BuildTestHost<Build> { Variables = new Dictionary<string, string> { ["MLOPSBUILD_TOKEN"] = "a-token-for-tests" } };
        var plan = (await host.Run("Train", "--plan", "--format", "json")).Output;
        await host.Run("Train", "--report", "run.json");
        Assert.Equal(Fields(Blocks("plan.md", "json")[0]), Fields(plan));
        Assert.Equal(Fields(Blocks("run-report.md", "json")[0]), Fields((host.Root / "run.json").ReadAllText()));
    }

    private static List<string> Lines(string text) => [.. text.Split('\n').Select(line => line.Trim()).Where(line => line.Length > 0)];

    private static List<string> Blocks(string page, string language) =>
        [.. File.ReadAllText(Repository.File("docs", page)).Split($"```{language}\n").Skip(1).Select(block => block.Split("```")[0])];

    /// <summary>The names of the whole and of its first target, in order.</summary>
    private static List<string> Fields(string json)
    {
        using var document = JsonDocument.Parse(json);
        var whole = document.RootElement;
        return [.. whole.EnumerateObject().Concat(whole.GetProperty("targets")[0].EnumerateObject()).Select(property => property.Name)];
    }
}

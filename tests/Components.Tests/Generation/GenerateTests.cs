using MLOpsBuild.Emitters;
using MLOpsBuild.Targets.Testing;

namespace MLOpsBuild.Components.Tests;

/// <summary>What <c>Generate</c> and <c>Check</c> say, write and return.</summary>
public sealed class GenerateTests : IDisposable
{
    private const string Fraud = ".github/workflows/fraud.yml";
    private const string Churn = ".github/workflows/churn.yml";
    private readonly BuildTestHost<GeneratingBuild> _host = new();

    public void Dispose() => _host.Dispose();

    [Fact]
    public async Task Generate_writes_the_files_of_all_pipelines_and_Check_then_agrees()
    {
        var run = await Run(0, "Generate");
        Assert.Contains($"wrote    {Churn}\nwrote    {Fraud}\n", run.Output, StringComparison.Ordinal);
        Assert.Equal("2", run.Target("Generate").SummaryInformation["changed"]);
        var check = await Run(0, "Check");
        Assert.Equal("0", check.Target("Check").SummaryInformation["changed"]);
    }

    [Fact]
    public async Task Generate_of_one_pipeline_leaves_the_others_alone()
    {
        await Run(0, "Generate", "--pipeline", "churn");
        Assert.True(File.Exists(PathOf(Churn)));
        Assert.False(File.Exists(PathOf(Fraud)));
        await Run(0, "Check", "--pipeline", "churn");
        await Run(1, "Check");
    }

    [Fact]
    public async Task Generate_with_diff_shows_and_writes_nothing()
    {
        var run = await Run(0, "Generate", "--diff");
        Assert.Contains($"--- /dev/null\n+++ b/{Churn}\n@@ -0,0 +1,", run.Output, StringComparison.Ordinal);
        Assert.False(Directory.Exists(PathOf(".github")));
    }

    [Fact]
    public async Task Check_says_in_words_and_as_a_diff_what_a_hand_edit_changes_and_writes_nothing()
    {
        await Run(0, "Generate");
        Edit(text => text.Replace("    needs:\n      - package\n", "", StringComparison.Ordinal));
        var edited = File.ReadAllText(PathOf(Fraud));
        var run = await Run(1, "Check");
        Assert.Contains($"{Fraud} was edited by hand, or its definition has changed since.\n  - job `push` no longer waits for `package`\n--- a/{Fraud}\n+++ b/{Fraud}\n", run.Output, StringComparison.Ordinal);
        Assert.Contains("+    needs:\n+      - package\n", run.Output, StringComparison.Ordinal);
        Assert.Contains($"1 file differs from what the definitions make: {Fraud}. Run ./build.sh Generate, or change the definition.", run.Error, StringComparison.Ordinal);
        Assert.Equal(edited, File.ReadAllText(PathOf(Fraud)));
    }

    [Fact]
    public async Task Check_says_that_a_file_is_missing()
    {
        await Run(0, "Generate");
        File.Delete(PathOf(Fraud));
        Assert.Contains($"{Fraud} is missing.\n--- /dev/null\n", (await Run(1, "Check")).Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Line_ends_of_Windows_are_no_difference()
    {
        await Run(0, "Generate");
        Edit(text => text.Replace("\n", "\r\n", StringComparison.Ordinal));
        await Run(0, "Check");
    }

    [Fact]
    public async Task A_read_only_file_is_checked_and_replaced()
    {
        await Run(0, "Generate");
        Edit(text => text.Replace("timeout-minutes: 60", "timeout-minutes: 61", StringComparison.Ordinal));
        File.SetAttributes(PathOf(Fraud), FileAttributes.ReadOnly);
        Assert.Contains("job `prepare` has `timeout-minutes` `61`, not `60`", (await Run(1, "Check")).Output, StringComparison.Ordinal);
        Assert.Contains($"replaced {Fraud}", (await Run(0, "Generate")).Output, StringComparison.Ordinal);
        await Run(0, "Check");
    }

    [Fact]
    public async Task Somebody_elses_file_in_the_place_is_the_users_mistake()
    {
        Directory.CreateDirectory(PathOf(".github", "workflows"));
        File.WriteAllText(PathOf(Fraud), "name: mine\n");
        Assert.Contains($"{Fraud} was not generated, and stands where a generated file is to be.", (await Run(1, "Check")).Output, StringComparison.Ordinal);
        var run = await Run(2, "Generate");
        Assert.Contains($"DEF213 {Fraud}: a file that was not generated stands where one is to be written (found name: mine).", run.Error, StringComparison.Ordinal);
        Assert.Equal("name: mine\n", File.ReadAllText(PathOf(Fraud)));
    }

    [Fact]
    public async Task A_folder_in_the_place_is_told_as_what_the_machine_does_not_allow()
    {
        Directory.CreateDirectory(PathOf(Fraud, "inside"));
        Assert.Contains($"DEF214 {Fraud}: the system does not let the file be written", (await Run(3, "Generate")).Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_no_definition_makes_any_more_is_told_and_removed_where_it_bears_our_header()
    {
        await Run(0, "Generate");
        using var later = new BuildTestHost<GeneratingBuild> { Root = _host.Root, Prepare = build => build.Pipelines = [new OneColumn("fraud")] };
        var check = await later.Run("Check");
        Assert.Equal(1, check.ExitCode);
        Assert.Contains($"{Churn} bears our header, but no definition makes it any more.", check.Output, StringComparison.Ordinal);
        File.WriteAllText(PathOf(".github", "workflows", "mine.yml"), "name: mine\n");
        var run = await later.Run("Generate");
        Assert.Contains($"removed  {Churn}, which no definition makes any more", run.Output, StringComparison.Ordinal);
        Assert.False(File.Exists(PathOf(Churn)));
        Assert.True(File.Exists(PathOf(".github", "workflows", "mine.yml")));
    }

    [Fact]
    public async Task Files_of_the_repository_are_written_with_those_of_the_pipelines()
    {
        using var host = new BuildTestHost<GeneratingBuild>
        {
            Root = _host.Root,
            Prepare = build => build.RepositoryFiles = [Emission.Of(new EmittedFile("pipelines/all.txt", "# Generated from build/Build.cs by `./build.sh Generate`.\n"))],
        };
        Assert.Equal(0, (await host.Run("Generate")).ExitCode);
        Assert.True(File.Exists(PathOf("pipelines", "all.txt")));
        Assert.Equal(0, (await host.Run("Check", "--pipeline", "fraud")).ExitCode);
        Assert.Equal(1, (await _host.Run("Check")).ExitCode);
    }

    [Fact]
    public async Task An_unknown_pipeline_is_refused_before_anything_is_written()
    {
        Assert.Contains("--pipeline: no pipeline is named 'frud'. Did you mean 'fraud'? Known: fraud, churn.", (await Run(2, "Generate", "--pipeline", "frud")).Error, StringComparison.Ordinal);
        Assert.False(Directory.Exists(PathOf(".github")));
    }

    [Fact]
    public async Task A_build_without_pipelines_and_files_of_its_own_is_told_what_it_lacks()
    {
        using var host = new BuildTestHost<GeneratingBuild> { Prepare = build => build.Pipelines = [] };
        var run = await host.Run("Check");
        Assert.Equal(2, run.ExitCode);
        Assert.Contains("The build defines no pipeline. Add one to Pipelines in the build class.", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_definition_that_cannot_be_emitted_is_refused_with_all_reasons()
    {
        using var host = new BuildTestHost<GeneratingBuild>
        {
            Root = _host.Root,
            Prepare = build => build.Pipelines = [new OneColumn("fraud", to => to.GitHubActions(actions => actions.Customize(workflow => workflow.WithJob("push", job => job with { Needs = ["packed"] }))))],
        };
        var run = await host.Run("Generate");
        Assert.Equal(2, run.ExitCode);
        Assert.Contains("DEF205 .github/workflows/fraud.yml, job push: a job waits for one that the workflow does not have (found packed). It has prepare, train, test, validate, explain, package, push.", run.Error, StringComparison.Ordinal);
        Assert.False(Directory.Exists(PathOf(".github")));
    }

    private async Task<BuildTestResult> Run(int exitCode, params string[] arguments)
    {
        var run = await _host.Run(arguments);
        Assert.True(run.ExitCode == exitCode, $"expected exit {exitCode}, got {run.ExitCode}:\n{run.Output}{run.Error}");
        return run;
    }

    private string PathOf(params string[] parts) => Path.Combine([_host.Root, .. parts]);

    private void Edit(Func<string, string> edit) => File.WriteAllText(PathOf(Fraud), edit(File.ReadAllText(PathOf(Fraud))));
}

using CliWrap;
using CliWrap.Buffered;
using CsCheck;
using MLOpsBuild.Testing;

namespace MLOpsBuild.Emitters.Tests;

/// <summary>actionlint and GitHub's own language service have nothing to say against generated workflows.</summary>
public sealed class WorkflowLintTests
{
    private const int MostInputs = 8; // with the release, below the 10 that this build of actionlint still takes for GitHub's limit of 25

    /// <summary>In one run of the linters, which take longer to start than to lint.</summary>
    [Fact]
    public async Task The_workflows_of_this_repository_the_approved_ones_those_with_awkward_texts_and_random_ones_pass()
    {
        using var folder = new TemporaryFolder();
        string[] ours = Directory.GetFiles(Repository.File(".github", "workflows"), "*.yml");
        string[] approved = Directory.GetFiles(Repository.File("tests", "Emitters.Tests", "Approved"), "*.workflow.yml");
        string[] awkward = [.. RandomPipelines.EmittableTexts.Chunk(MostInputs).Select((texts, i) => Write(folder, $"awkward-{i}.yml", WorkflowMeasure.Of(Inputs(texts)).Text))];
        var random = new List<string>();
        RandomPipelines.Inputs.Sample(input => random.Add(Write(folder, $"random-{random.Count}.yml", WorkflowMeasure.Of(input).Text)), iter: 20, threads: 1);
        Assert.All(new IReadOnlyCollection<string>[] { ours, approved, awkward, random }, Assert.NotEmpty);
        Assert.Equal("", await LintAsync([.. ours, .. approved, .. awkward, .. random]));
    }

    [Fact]
    public async Task A_mistake_is_told_by_both()
    {
        using var folder = new TemporaryFolder();
        var text = WorkflowMeasure.Of(Definition.Plain().Input()).Text.Replace("timeout-minutes:", "time-out:", StringComparison.Ordinal);
        var problems = await LintAsync(Write(folder, "bad.yml", text));
        Assert.Contains(": actionlint: unexpected key \"time-out\" for \"job\" section", problems, StringComparison.Ordinal);
        Assert.Contains(": languageservice: Unexpected value 'time-out'", problems, StringComparison.Ordinal);
    }

    /// <summary>Each text as an input's description, default and choice, and as an approver where it may be one.</summary>
    private static EmitterInput Inputs(string[] texts)
    {
        var graph = Graphs.Life("fraud");
        var parameters = texts.Select((text, i) => new GraphParameter
        {
            Name = "option-" + (char)('a' + i),
            Description = text,
            Kind = i % 2 == 0 ? ParameterKind.Text : ParameterKind.Choice,
            Values = i % 2 == 0 ? [] : [text, "another"],
            Default = text,
        }).ToArray();
        return new Definition("fraud", to => to
                .Deploy(deploy => deploy.Environment("local", local => local.Approvers([.. texts.Where(text => text.Length > 0 && text == text.Trim() && !text.Any(letter => letter == ',' || char.IsControl(letter)))])))
                .GitHubActions())
            .Input(graph with
            {
                Parameters = graph.Parameters.AddRange(parameters),
                Targets = [.. graph.Targets.Select(target => target.Name == "Train" ? target with { Parameters = target.Parameters.AddRange(parameters.Select(parameter => parameter.Name)) } : target)],
            });
    }

    private static string Write(TemporaryFolder folder, string name, string text)
    {
        var path = folder.File(name);
        File.WriteAllText(path, text);
        return path;
    }

    private static async Task<string> LintAsync(params string[] files)
    {
        Assert.NotEmpty(files);
        var node = Services.Require("node");
        var validators = Repository.File("tests", "Validators");
        Assert.SkipUnless(Directory.Exists(Path.Combine(validators, "node_modules")), "the validators are not installed; run npm ci --prefix tests/Validators to run this test.");
        var run = await Cli.Wrap(node).WithArguments([Path.Combine(validators, "lint-workflows.mjs"), .. files]).WithValidation(CommandResultValidation.None).ExecuteBufferedAsync();
        Assert.True(run.ExitCode == 0, run.StandardError);
        return run.StandardOutput;
    }
}

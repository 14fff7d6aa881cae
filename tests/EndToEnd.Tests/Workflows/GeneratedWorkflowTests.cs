using System.Collections.Immutable;
using System.Text.Json;

namespace MLOpsBuild.EndToEnd.Tests.Workflows;

/// <summary>The generated workflow, executed: it comes to what <c>./build.sh</c> comes to.</summary>
public sealed class GeneratedWorkflowTests(BuiltCheckout built)
{
    private const string Pipeline = "credit-scoring";
    private const string Small = "breast-cancer";
    private static readonly string[] Stages = ["prepare", "train", "test", "validate", "package", "push"];

    [Fact]
    public async Task The_workflow_makes_the_model_that_the_script_makes_job_by_job_in_fresh_clones()
    {
        using var script = Compiled();
        var plain = (await script.BuildAsync("Push", "--pipeline", Pipeline)).Ended(0);
        var (digests, pushed) = (new Dictionary<string, string>(), "");
        var settings = new RunSettings
        {
            NewMachine = job => job == "prepare" ? new Checkout() : Compiled(),
            After = (job, shelf) =>
            {
                if (job == "train")
                    digests["train"] = ModelDigest(shelf.PathOf($"{Pipeline}-train"));
                if (job == "push")
                    pushed = File.ReadAllText(Path.Combine(shelf.PathOf($"{Pipeline}-push"), "artifacts", Pipeline, "push", "push.json"));
            },
        };
        var runs = await RunAsync(settings, Pipeline);

        Assert.True(Stages.Select(stage => $"{stage}: success").SequenceEqual(runs.Select(run => run.ToString())), string.Join("\n", runs.Select(run => $"{run}\n{run.Log}")));
        Assert.Equal(SummaryTable.Of(plain).Statuses.Select(status => status.Split(':')[0].ToLowerInvariant()), runs.Select(run => run.Id));
        Assert.Equal(ModelDigest(script.PathOf("artifacts", Pipeline, "train")), digests["train"]);
        Assert.Equal(File.ReadAllText(script.PathOf("artifacts", Pipeline, "push", "push.json")), pushed);
        Assert.All(runs, run => Assert.Contains("| fact | value |", run.Summary, StringComparison.Ordinal));
        Assert.All(runs[2..], run => Assert.DoesNotContain("Train", SummaryTable.Of(new(0, run.Log, "")).Statuses.Select(status => status.Split(':')[0])));
    }

    [Fact]
    public async Task A_pull_request_is_judged_and_pushes_nothing()
    {
        using var machine = Compiled();
        var runs = await RunAsync(OnOne(machine) with { Event = "pull_request" }, Small);
        Assert.Equal([.. Stages[..^1].Select(stage => $"{stage}: success"), "push: skipped"], runs.Select(run => run.ToString()));
    }

    [Fact]
    public async Task A_damaged_artifact_fails_the_job_that_receives_it_and_nothing_is_trained_again()
    {
        using var machine = Compiled();
        var runs = await RunAsync(
            OnOne(machine) with
            {
                After = (job, shelf) =>
                {
                    if (job == "train")
                        File.AppendAllText(Path.Combine(shelf.PathOf($"{Small}-train"), "model.zip"), "x");
                },
            },
            Small);
        Assert.Equal(["prepare: success", "train: success", "test: failure", "validate: skipped", "package: skipped", "push: skipped"], runs.Select(run => run.ToString()));
        Assert.Contains("model.zip is damaged: its hash differs from the recorded one", runs[2].Log, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_failure_in_a_stage_stops_the_workflow_where_it_stops_the_script()
    {
        using var machine = Compiled();
        machine.Edit(
            "src/MLOpsBuild.Components/Stages/StageRunner.cs",
            "        var key = await KeyAsync(stage);",
            "        if (System.Environment.GetEnvironmentVariable(\"PLANTED\") == stage.Name)\n            throw new StageException(\"planted\", [new(FindingCodes.GateFailed, \"planted\", stage.Title, null, \"\")]);\n        var key = await KeyAsync(stage);");
        (await machine.BuildAsync("Empty")).Ended(0); // compiles for both
        using var alone = machine.Copy();
        foreach (var stage in new[] { "prepare", "test", "package" })
        {
            var script = await alone.Script().With("PLANTED", stage).RunAsync("Push", "--pipeline", Small);
            script.Ended(1);
            var runs = await RunAsync(OnOne(machine) with { Machine = new Dictionary<string, string> { ["PLANTED"] = stage } }, Small);
            var ended = SummaryTable.Of(script).Statuses.Select(status => status.ToLowerInvariant()).ToArray();
            Assert.Equal($"{stage}: failed", ended[^1]);
            Assert.Equal(
                [.. Stages.Take(ended.Length - 1).Select(done => $"{done}: success"), $"{stage}: failure", .. Stages.Skip(ended.Length).Select(later => $"{later}: skipped")],
                runs.Select(run => run.ToString()));
            Assert.Contains("VAL501", runs[ended.Length - 1].Log, StringComparison.Ordinal);
            Assert.Contains("exit code 1", runs[ended.Length - 1].Log, StringComparison.Ordinal);
        }
    }

    private static async Task<ImmutableArray<JobRun>> RunAsync(RunSettings settings, string pipeline) =>
        await WorkflowRunner.RunAsync(MLOpsBuild.Testing.Repository.File(".github", "workflows", pipeline + ".yml"), settings);

    /// <summary>A clone in which the build is compiled and nothing has run: what the copy spares is the compiler.</summary>
    private Checkout Compiled() => Clean(built.Copy());

    /// <summary>One machine for all jobs, on which nothing that a job left is there for the next one.</summary>
    private static RunSettings OnOne(Checkout machine) => new() { NewMachine = _ => Clean(machine), KeepsMachines = true };

    private static Checkout Clean(Checkout checkout)
    {
        foreach (var folder in new[] { checkout.PathOf("artifacts"), checkout.PathOf(".mlops") }.Where(Directory.Exists))
            Directory.Delete(folder, recursive: true);
        return checkout;
    }

    private static string ModelDigest(string folder)
    {
        using var record = JsonDocument.Parse(File.ReadAllText(Path.Combine(folder, "stage.json")));
        return record.RootElement.GetProperty("outputs").GetProperty("model.zip").GetProperty("digest").GetString()!;
    }
}

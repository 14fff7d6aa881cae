using System.Collections.Immutable;
using YamlDotNet.RepresentationModel;

namespace MLOpsBuild.EndToEnd.Tests.Workflows;

/// <summary>Runs a workflow as GitHub Actions does, as far as generated workflows go: job by job, each in a clone of its own, artifacts handed on by upload and download.</summary>
internal static class WorkflowRunner
{
    /// <summary>Runs all jobs, each after those it waits for, and returns them in the order in which they came.</summary>
    public static async Task<ImmutableArray<JobRun>> RunAsync(string path, RunSettings settings)
    {
        var workflow = Yaml.Load(path);
        Assert.Contains(settings.Event, workflow.Find("on").Pairs().Select(pair => pair.Key));
        Assert.Equal("bash", workflow.Find("defaults")!.Find("run")!.TextOf("shell"));
        using var shelf = new ArtifactShelf();
        var runs = new List<JobRun>();
        var open = workflow.Find("jobs").Pairs().ToList();
        while (open.Count > 0)
        {
            var (id, job) = open.First(pair => pair.Value.Find("needs").Texts().All(need => runs.Any(run => run.Id == need)));
            open.RemoveAll(pair => pair.Key == id);
            JobRun[] needs = [.. job.Find("needs").Texts().Select(need => Joined(need, runs))];
            foreach (var cell in Matrix.Of(job.Find("strategy")))
                runs.Add(await JobAsync(id, job, cell, needs, shelf, settings));
            settings.After(id, shelf);
        }

        return [.. runs];
    }

    /// <summary>A job as those see it that wait for it: where a matrix made several of it, it succeeded where all did.</summary>
    private static JobRun Joined(string id, List<JobRun> runs)
    {
        JobRun[] cells = [.. runs.Where(run => run.Id == id)];
        return cells.FirstOrDefault(cell => cell.Result != "success") ?? cells[^1];
    }

    private static async Task<JobRun> JobAsync(string id, YamlNode job, IReadOnlyDictionary<string, object?> cell, JobRun[] needs, ArtifactShelf shelf, RunSettings settings)
    {
        var scope = new Scope { HasFailed = needs.Any(need => need.Result != "success") }
            .With("github", Of(("event_name", settings.Event), ("ref", "refs/heads/main"), ("token", "token of the run"), ("actor", "grace")))
            .With("matrix", cell)
            .With("inputs", settings.Inputs)
            .With("secrets", settings.Secrets)
            .With("runner", Of(("os", "Linux"), ("arch", "X64")))
            .With("needs", needs.ToDictionary(need => need.Id, need => (object?)Of(("result", need.Result), ("outputs", need.Outputs))));
        if (!Condition.Holds(job.TextOf("if"), scope))
            return new(id, "skipped", "", "");
        if (job.TextOf("environment") is { } environment && !settings.Approve(environment))
            return new(id, "failure", $"The deployment to {environment} was rejected.", "");

        var machine = settings.NewMachine(id);
        try
        {
            return await new StepRunner(machine, shelf, scope, settings).RunAsync(id, job);
        }
        finally
        {
            if (!settings.KeepsMachines)
                machine.Dispose();
        }
    }

    private static Dictionary<string, object?> Of(params (string Name, object? Value)[] pairs) => pairs.ToDictionary(pair => pair.Name, pair => pair.Value);
}

namespace MLOpsBuild.EndToEnd.Tests.Workflows;

/// <summary>The workflow of a pipeline with a target in parts, executed.</summary>
public sealed class PartedWorkflowTests
{
    private static readonly string[] Parts = [.. Enumerable.Range(1, 3).Select(part => FormattableString.Invariant($"Explain --pipeline fraud --skip --partition {part}/3"))];

    [Fact]
    public async Task Each_part_gets_its_number_and_all_parts_reach_what_waits_for_them()
    {
        using var run = new RecordedRun();
        run.Secrets["MLOPSBUILD_EXPLAIN_TOKEN"] = "explain token";
        var jobs = await run.RunAsync("parts");

        Assert.Equal(
            ["prepare", "train", "test", "validate", "explain", "explain", "explain", "package", "push"],
            jobs.Select(job => job.Result == "success" ? job.Id : $"{job.Id}: {job.Result}\n{job.Log}"));
        Assert.Equal(Parts, run.Build.Calls.Where(call => call.StartsWith("Explain", StringComparison.Ordinal)));
        Assert.All(Parts, part => Assert.Equal("explain token", run.Build.Variables(part)["MLOPSBUILD_EXPLAIN_TOKEN"]));
        Assert.Equal(
            ["artifacts/fraud/explain/part-1.txt", "artifacts/fraud/explain/part-2.txt", "artifacts/fraud/explain/part-3.txt"],
            run.Build.Found("Package --pipeline fraud --skip").Where(path => path.Contains("part-", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task A_part_that_fails_lets_the_others_end_and_nothing_that_waits_begin()
    {
        using var run = new RecordedRun { Fails = "Explain 2" };
        var jobs = await run.RunAsync("parts");
        Assert.Equal(["explain: success", "explain: failure", "explain: success", "package: skipped", "push: skipped"], jobs[4..].Select(job => job.ToString()));
    }
}

namespace MLOpsBuild.EndToEnd.Tests.Workflows;

/// <summary>What people do by hand on GitHub, executed: the one thing that they chose, in the one environment.</summary>
public sealed class OperationsWorkflowTests
{
    [Theory]
    [InlineData("rollback", "staging", "1.4.0", "Rollback --pipeline fraud --environment staging --skip")]
    [InlineData("rollback", "production", "", "Rollback --pipeline fraud --environment production --skip")]
    [InlineData("promote", "production", "", "PlanDeploy --pipeline fraud --environment production --from staging --skip; Promote --pipeline fraud --environment production --from staging --skip")]
    [InlineData("promote", "cloud", "", "PlanDeploy --pipeline fraud --environment cloud --from production --skip; Promote --pipeline fraud --environment cloud --from production --skip")]
    public async Task What_is_chosen_is_done_and_nothing_else(string operation, string environment, string release, string calls)
    {
        using var run = new RecordedRun();
        (run.Inputs["operation"], run.Inputs["environment"], run.Inputs["release"]) = (operation, environment, release);
        var jobs = await run.RunAsync("operations", "workflow_dispatch");

        Assert.Equal(calls, string.Join("; ", run.Build.Calls));
        Assert.All(jobs, job => Assert.Equal(job.Id.EndsWith($"{operation}-{environment}", StringComparison.Ordinal) ? "success" : "skipped", job.Result));
        var given = run.Build.Variables(run.Build.Calls[^1]);
        Assert.Equal(environment == "staging" ? null : "ada", given.GetValueOrDefault("MLOPSBUILD_APPROVED_BY"));
        Assert.Equal(operation == "promote" ? jobs.Single(job => job.Id == $"plan-promote-{environment}").Outputs["digest"] : null, given.GetValueOrDefault("MLOPSBUILD_PLAN_DIGEST"));
        if (operation == "rollback")
            Assert.Equal(release, given["MLOPSBUILD_RELEASE"]);
    }

    [Fact]
    public async Task A_rejected_rollback_is_none()
    {
        using var run = new RecordedRun();
        (run.Inputs["operation"], run.Inputs["environment"]) = ("rollback", "production");
        run.Rejected.Add("production");
        var jobs = await run.RunAsync("operations", "workflow_dispatch");
        Assert.Equal("rollback-production: failure", Assert.Single(jobs, job => job.Result == "failure").ToString());
        Assert.Empty(run.Build.Calls);
    }
}

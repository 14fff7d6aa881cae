using System.Text.Json;

namespace MLOpsBuild.EndToEnd.Tests.Workflows;

/// <summary>The workflow that is generated for a pipeline with hosts, executed down to the hosts.</summary>
public sealed class HostWorkflowTests(BuiltCheckout built)
{
    private static readonly string[] Jobs =
        ["prepare", "train", "test", "validate", "package", "push", "plan-staging", "deploy-staging", "plan-production", "reviewers-deploy-production", "deploy-production"];

    [Fact]
    public async Task Hosts_serve_what_the_script_makes_once_the_plan_of_the_workflow_is_approved()
    {
        await using var laptop = await HostedCheckout.StartAsync(built, production: 1);
        (await laptop.BuildAsync("Push")).Ended(0);
        using var gitHub = new GitHubStandIn("production");
        gitHub.Approved(("approved", "grace", "production"));
        var runs = await WorkflowRunner.RunAsync(laptop.Files.PathOf(".github", "workflows", "credit-scoring.yml"), new()
        {
            NewMachine = _ => laptop.Clone(),
            Secrets = laptop.Secrets,
            Machine = new Dictionary<string, string>(HostedCheckout.Variables.Concat(gitHub.Variables)),
            After = (job, shelf) =>
            {
                if (job == "deploy-production")
                    shelf.Download(laptop.Files.Root, new Dictionary<string, string> { ["name"] = "credit-scoring-deploy-production", ["path"] = ".mlops/ledger/credit-scoring" });
            },
        });

        Assert.Equal(Jobs, runs.Select(run => run.Result == "success" ? run.Id : $"{run.Id}: {run.Result}\n{run.Log}"));
        Assert.Matches(@" deploy +0\.1\.0 +by \S+, approved by grace\n", (await laptop.BuildAsync("Ledger", "--environment", "production")).Ended(0).Output);
        using var status = JsonDocument.Parse((await laptop.BuildAsync("Status", "--environment", "production", "--format", "json")).Ended(0).Output);
        var place = status.RootElement[0].GetProperty("places")[0];
        Assert.Equal(("0.1.0", laptop.Files.Digest("credit-scoring"), "Healthy"), (place.GetProperty("version").GetString(), place.GetProperty("digest").GetString(), place.GetProperty("health").GetString()));
        Assert.Equal("0.1.0", await HostedCheckout.ServedAsync(laptop.Production[0]));
        Assert.Contains("serves already: nothing was changed.", (await laptop.BuildAsync("Deploy", "--environment", "staging")).Ended(0).Output, StringComparison.Ordinal);
    }
}

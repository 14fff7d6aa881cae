using System.Security.Cryptography;
using System.Text;

namespace MLOpsBuild.EndToEnd.Tests.Workflows;

/// <summary>The workflow of a pipeline with hosts and a cluster, executed: what people approved is what is deployed.</summary>
public sealed class DeliveredWorkflowTests(DeliveredRun delivered) : IClassFixture<DeliveredRun>
{
    private const string Rest = "--pipeline fraud --environment";
    private static readonly string[] Before = ["prepare", "train", "test", "validate", "package", "push"];

    [Fact]
    public void Each_deployment_is_planned_approved_and_bound_to_its_plan()
    {
        var (run, jobs) = (delivered.Run, delivered.Jobs);
        Assert.Equal(
            [.. Before, "plan-staging", "deploy-staging", "plan-production", "reviewers-deploy-production", "deploy-production", "plan-cloud", "reviewers-deploy-cloud", "deploy-cloud"],
            jobs.Select(job => job.Result == "success" ? job.Id : $"{job.Id}: {job.Result}\n{job.Log}"));
        Assert.Equal(
            [$"PlanDeploy {Rest} staging --skip", $"Deploy {Rest} staging --skip", $"PlanDeploy {Rest} production --skip", $"Deploy {Rest} production --skip", $"PlanDeploy {Rest} cloud --skip", $"Deploy {Rest} cloud --skip"],
            run.Build.Calls[Before.Length..]);
        foreach (var (environment, approver) in new[] { ("staging", null), ("production", "ada, grace"), ("cloud", "ada") })
        {
            var given = run.Build.Variables($"Deploy {Rest} {environment} --skip");
            Assert.Equal(Digest($"{{ \"environment\": \"{environment}\" }}\n"), given["MLOPSBUILD_PLAN_DIGEST"]);
            Assert.Equal(approver, given.GetValueOrDefault("MLOPSBUILD_APPROVED_BY"));
            Assert.Contains($"artifacts/fraud/plan-{environment}/plan.md", run.Build.Found($"Deploy {Rest} {environment} --skip"));
            var plan = jobs.Single(job => job.Id == $"plan-{environment}");
            Assert.Contains($"# What a deploy to {environment} would change\n\nnothing, and it costs $5 & `more`\n\nThe digest of this plan: `{given["MLOPSBUILD_PLAN_DIGEST"]}`", plan.Summary, StringComparison.Ordinal);
            Assert.DoesNotContain("MLOPSBUILD_PLAN_DIGEST", run.Build.Environment($"PlanDeploy {Rest} {environment} --skip").Keys);
        }
    }

    [Fact]
    public void Keys_are_files_of_the_one_step_that_needs_them_and_are_gone_after_it()
    {
        var run = delivered.Run;
        Assert.Equal(
            ["ANSIBLE_PRIVATE_KEY_FILE=-----BEGIN KEY-----\nstaging $HOME `id`\n-----END KEY-----\n"],
            Keys($"Deploy {Rest} staging --skip"));
        Assert.Equal(
            ["ANSIBLE_PRIVATE_KEY_FILE=production key\n", "MLOPSBUILD_KNOWN_HOSTS=prod-1 ssh-ed25519 AAAA\n"],
            Keys($"PlanDeploy {Rest} production --skip"));
        Assert.Equal("production 'password'", run.Build.Variables($"Deploy {Rest} production --skip")["MLOPSBUILD_BECOME_PASSWORD"]);
        Assert.Equal(["KUBECONFIG=apiVersion: v1\n"], Keys($"Deploy {Rest} cloud --skip"));
        var files = run.Build.Calls.SelectMany(call => run.Build.Keys(call).Values).ToArray();
        Assert.All(files, file => Assert.Equal("600", file.Mode));
        Assert.All(files, file => Assert.False(File.Exists(file.Path)));
        Assert.All(run.Build.Calls, call => Assert.DoesNotContain(run.Build.Environment(call), pair => pair.Key is not ("MLOPSBUILD_BECOME_PASSWORD" or "MLOPSBUILD_SIGNING_KEY") && run.Secrets.ContainsValue(pair.Value)));
        Assert.All(run.Build.Calls[..3], call => Assert.Empty(run.Build.Variables(call)));
        Assert.Equal(["MLOPSBUILD_REGISTRY_PASSWORD", "MLOPSBUILD_REGISTRY_USERNAME"], run.Build.Variables("Validate --pipeline fraud --skip").Keys.Order(StringComparer.Ordinal));
        Assert.Empty(run.Build.Variables("Package --pipeline fraud --skip"));

        Assert.Equal(["Push --pipeline fraud --skip"], run.Build.Calls.Where(call => run.Build.Variables(call).TryGetValue("MLOPSBUILD_SIGNING_KEY", out var key) && key.Equals(run.Secrets["MLOPSBUILD_SIGNING_KEY"])));

        string[] Keys(string call) => [.. run.Build.Keys(call).Select(key => $"{key.Key}={key.Value.Text}").Order(StringComparer.Ordinal)];
    }

    [Fact]
    public void GitHubs_registry_takes_the_jobs_own_token_and_GitHub_signs_what_was_pushed()
    {
        var run = delivered.Run;
        var pushed = run.Build.Variables("Push --pipeline fraud --skip");
        Assert.Equal(("grace", "token of the run"), (pushed["MLOPSBUILD_REGISTRY_USERNAME"], pushed["MLOPSBUILD_REGISTRY_PASSWORD"]));
        var (action, with) = Assert.Single(run.Used);
        Assert.Equal("actions/attest-build-provenance", action);
        Assert.Equal(["subject-digest=sha256:" + new string('0', 63) + "7", "subject-name=ghcr.io/acme/models/fraud"], with.Select(pair => $"{pair.Key}={pair.Value}").Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task Without_reviewers_nothing_is_deployed_where_the_definition_asks_for_them()
    {
        using var run = new RecordedRun();
        run.WithoutReviewers("production");
        var jobs = await run.RunAsync("delivered");
        Assert.Equal(["reviewers-deploy-production: failure", "deploy-production: skipped", "plan-cloud: skipped", "reviewers-deploy-cloud: skipped", "deploy-cloud: skipped"], jobs[9..].Select(job => job.ToString()));
        Assert.Contains("::error title=Nobody approves production::Add release-managers, ada as required reviewers", jobs[9].Log, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_rejected_plan_ends_the_rollout_there()
    {
        using var run = new RecordedRun();
        run.Rejected.Add("production");
        var jobs = await run.RunAsync("delivered");
        Assert.Equal(["deploy-production: failure", "plan-cloud: skipped", "reviewers-deploy-cloud: skipped", "deploy-cloud: skipped"], jobs[10..].Select(job => job.ToString()));
        Assert.DoesNotContain($"Deploy {Rest} production --skip", run.Build.Calls);
    }

    [Fact]
    public async Task A_deployment_that_GitHub_knows_no_approval_of_is_none()
    {
        using var run = new RecordedRun();
        run.Approved(("rejected", "ada", "production"), ("approved", "ada", "staging"));
        var jobs = await run.RunAsync("delivered");
        Assert.Equal("deploy-production: failure", jobs[10].ToString());
        Assert.Contains("::error title=Nobody approved production::GitHub knows of no approval of this run for the environment production.", jobs[10].Log, StringComparison.Ordinal);
        Assert.DoesNotContain($"Deploy {Rest} production --skip", run.Build.Calls);
    }

    [Fact]
    public void All_who_approved_are_told_once() =>
        Assert.Equal("ada, grace", delivered.Run.Build.Variables($"Deploy {Rest} production --skip")["MLOPSBUILD_APPROVED_BY"]);

    [Fact]
    public async Task A_secret_that_is_not_there_is_named()
    {
        using var run = new RecordedRun();
        run.Secrets.Remove("PRODUCTION_SSH_KEY");
        var jobs = await run.RunAsync("delivered");
        Assert.Equal("plan-production: failure", jobs[8].ToString());
        Assert.Contains("SSH_KEY: Add the secret PRODUCTION_SSH_KEY under Settings, Secrets and variables, Actions.", jobs[8].Log, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("PlanDeploy", "plan-staging")]
    [InlineData("Deploy", "deploy-staging")]
    public async Task A_failure_stops_the_rollout_where_it_is_and_leaves_no_key_behind(string target, string job)
    {
        using var run = new RecordedRun { Fails = target };
        var jobs = await run.RunAsync("delivered");
        Assert.Equal([.. Before, .. target == "Deploy" ? ["plan-staging"] : Array.Empty<string>()], jobs.Where(done => done.Result == "success").Select(done => done.Id));
        Assert.Equal(job, Assert.Single(jobs, done => done.Result == "failure").Id);
        Assert.Equal($"{target} {Rest} staging --skip", run.Build.Calls[^1]);
        Assert.All(run.Build.Keys(run.Build.Calls[^1]).Values, file => Assert.False(File.Exists(file.Path)));
    }

    [Fact]
    public async Task A_pull_request_plans_and_deploys_nothing()
    {
        using var run = new RecordedRun();
        var jobs = await run.RunAsync("delivered", "pull_request");
        Assert.Equal(Before[..^1], jobs.Where(job => job.Result == "success").Select(job => job.Id));
        Assert.Equal(Before.Length - 1, run.Build.Calls.Length);
    }

    private static string Digest(string text) => "sha256:" + Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)));
}

using System.Security.Cryptography;
using System.Text;
using MLOpsBuild.Testing;

namespace MLOpsBuild.Emitters.Tests;

/// <summary>Jenkinsfiles of pipelines with hosts and a cluster are run: what people approved is what is deployed.</summary>
public sealed class JenkinsDeliveryTests(JenkinsDelivery delivery) : IClassFixture<JenkinsDelivery>
{
    private const string Rest = "--pipeline fraud --environment";
    internal static readonly EmitterInput Input = Definition.Delivered().Input(Graphs.Delivered("fraud"));
    private static readonly string[] Before = ["Prepare", "Train", "Test", "Validate", "Package", "Push"];

    [Fact]
    public void Each_deployment_is_planned_shown_approved_and_bound_to_its_plan()
    {
        var (build, recorded) = (delivery.Build, delivery.Recorded);
        Assert.True(build.Result == "SUCCESS", string.Join('\n', build.Events.Select(told => told.ToJsonString())));
        Assert.Equal(
            [.. Before, "Plan staging", "Deploy to staging", "Plan production", "Approve Deploy to production", "Deploy to production", "Plan cloud", "Approve Deploy to cloud", "Deploy to cloud"],
            build.Done);
        foreach (var (environment, approver) in new[] { ("staging", null), ("production", "release-managers"), ("cloud", "ada") })
        {
            var given = recorded.Variables($"Deploy {Rest} {environment} --skip");
            Assert.Equal(Digest(environment), given["MLOPSBUILD_PLAN_DIGEST"]);
            Assert.Equal(approver, given.GetValueOrDefault("MLOPSBUILD_APPROVED_BY"));
            Assert.DoesNotContain("MLOPSBUILD_PLAN_DIGEST", recorded.Environment($"PlanDeploy {Rest} {environment} --skip").Keys);
            Assert.Contains($"artifacts/fraud/plan-{environment}/plan.md", recorded.Found($"Deploy {Rest} {environment} --skip"));
        }

        Assert.Equal(
            ["production", "cloud"],
            build.Steps("input").Select(told => (string)told["message"]!).Select(message => message.Split('\n')[0].Split(' ')[2]));
        Assert.Equal(
            $"Deploy to production (fraud)?\n\n# What a deploy to production would change\n\nnothing, and it costs $5 & `more`\n\n{Digest("production")}",
            (string)build.Steps("input").First()["message"]!);
    }

    [Fact]
    public void Keys_are_given_to_the_one_step_that_needs_them_and_never_shown()
    {
        var (build, recorded) = (delivery.Build, delivery.Recorded);
        Assert.Equal(["ANSIBLE_PRIVATE_KEY_FILE=staging s3cret"], Keys($"Deploy {Rest} staging --skip"));
        Assert.Equal(["ANSIBLE_PRIVATE_KEY_FILE=production s3cret", "MLOPSBUILD_KNOWN_HOSTS=prod-1 ssh-ed25519 AAAA"], Keys($"PlanDeploy {Rest} production --skip"));
        Assert.Equal("sudo s3cret", recorded.Variables($"Deploy {Rest} production --skip")["MLOPSBUILD_BECOME_PASSWORD"]);
        Assert.Equal(["KUBECONFIG=cloud s3cret"], Keys($"Deploy {Rest} cloud --skip"));
        Assert.Equal(["MLOPSBUILD_SIGNING_KEY=signing s3cret"], Keys("Push --pipeline fraud --skip"));
        Assert.All(recorded.Calls.SelectMany(call => recorded.Keys(call).Values), file => Assert.False(File.Exists(file.Path)));
        Assert.Equal(("grace", "registry s3cret"), (recorded.Variables("Push --pipeline fraud --skip")["MLOPSBUILD_REGISTRY_USERNAME"], recorded.Variables("Push --pipeline fraud --skip")["MLOPSBUILD_REGISTRY_PASSWORD"]));
        Assert.Equal(
            recorded.Calls.Where(call => call.StartsWith("Validate ", StringComparison.Ordinal) || Array.IndexOf(recorded.Calls, call) >= Before.Length - 1),
            recorded.Calls.Where(call => recorded.Environment(call).Values.Any(value => value.Contains("s3cret", StringComparison.Ordinal))));
        Assert.All(build.Events, told => Assert.DoesNotContain("s3cret", told.ToJsonString(), StringComparison.Ordinal));

        string[] Keys(string call) => [.. recorded.Keys(call).Select(key => $"{key.Key}={key.Value.Text}").Order(StringComparer.Ordinal)];
    }

    [Fact]
    public async Task Nothing_is_deployed_that_was_not_planned_and_approved()
    {
        using var folder = new TemporaryFolder();
        JenkinsBuild[] builds =
        [
            Build(answer: new("ada", false)),
            Build(answer: new("mallory", true)),
            Build(fails: "PlanDeploy"),
            Build(fails: "Deploy"),
        ];
        await JenkinsBuild.RunAsync(folder, Jenkinsfiles.Text(Input), await JenkinsRecording.CommitAsync(folder), builds);

        Assert.Equal(["ABORTED", "ABORTED", "FAILURE", "FAILURE"], builds.Select(build => build.Result));
        Assert.Equal(
            [$"PlanDeploy {Rest} production --skip", $"PlanDeploy {Rest} production --skip", $"PlanDeploy {Rest} staging --skip", $"Deploy {Rest} staging --skip"],
            builds.Select((_, i) => JenkinsRecording.Of(folder, i).Calls[^1]));
    }

    [Fact]
    public async Task By_hand_what_is_chosen_is_done_and_nothing_else()
    {
        (string Operation, string Environment, string Cause, string[] Calls)[] cases =
        [
            ("rollback", "staging", "UserIdCause", [$"Rollback {Rest} staging --skip"]),
            ("rollback", "production", "UserIdCause", [$"Rollback {Rest} production --skip"]),
            ("promote", "cloud", "UserIdCause", [$"PlanDeploy {Rest} cloud --from production --skip", $"Promote {Rest} cloud --from production --skip"]),
            ("promote", "staging", "UserIdCause", []), // nothing comes before it
            ("", "", "UserIdCause", []),
            ("rollback", "staging", "BranchEventCause", []),
        ];
        using var folder = new TemporaryFolder();
        var builds = cases.Select(each => Build(operation: each.Operation, environment: each.Environment, cause: each.Cause)).ToArray();
        await JenkinsBuild.RunAsync(folder, Jenkinsfiles.Operations(Input), await JenkinsRecording.CommitAsync(folder), builds);

        Assert.All(builds, build => Assert.Equal("SUCCESS", build.Result));
        Assert.Equal(cases.Select(each => each.Calls), builds.Select((_, i) => JenkinsRecording.Of(folder, i).Calls));
        Assert.Null(JenkinsRecording.Of(folder, 0).Variables(cases[0].Calls[0]).GetValueOrDefault("MLOPSBUILD_APPROVED_BY"));
        var rolledBack = JenkinsRecording.Of(folder, 1).Variables(cases[1].Calls[0]);
        Assert.Equal(("release-managers", "1.4.0"), (rolledBack["MLOPSBUILD_APPROVED_BY"], rolledBack["MLOPSBUILD_RELEASE"]));
        var promoted = JenkinsRecording.Of(folder, 2).Variables(cases[2].Calls[1]);
        Assert.Equal(("ada", Digest("cloud")), (promoted["MLOPSBUILD_APPROVED_BY"], promoted["MLOPSBUILD_PLAN_DIGEST"]));
    }

    internal static JenkinsBuild Build(JenkinsBuild.Answer? answer = null, string fails = "", string operation = "", string environment = "", string cause = "BranchEventCause") => new()
    {
        Cause = cause,
        Environment = new() { ["BRANCH_NAME"] = "main", ["FAILS"] = fails },
        Parameters = new() { ["MLOPSBUILD_OPERATION"] = operation, ["MLOPSBUILD_ENVIRONMENT"] = environment, ["MLOPSBUILD_RELEASE"] = operation.Length == 0 ? "" : "1.4.0" },
        Answers = new()
        {
            ["Approve Deploy to production"] = answer ?? new("release-managers", true),
            ["Approve Deploy to cloud"] = new("ada", true),
            ["Approve Rollback: production"] = new("release-managers", true),
            ["Approve Promote: cloud"] = new("ada", true),
        },
        Credentials = new()
        {
            ["mlopsbuild-registry"] = "grace:registry s3cret",
            ["mlopsbuild-signing-key"] = "signing s3cret",
            ["STAGING_SSH_KEY"] = "staging s3cret",
            ["PRODUCTION_SSH_KEY"] = "production s3cret",
            ["PRODUCTION_KNOWN_HOSTS"] = "prod-1 ssh-ed25519 AAAA",
            ["PRODUCTION_SUDO"] = "sudo s3cret",
            ["CLOUD_KUBECONFIG"] = "cloud s3cret",
        },
    };

    private static string Digest(string environment) => "sha256:" + Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"{{ \"environment\": \"{environment}\" }}\n")));
}

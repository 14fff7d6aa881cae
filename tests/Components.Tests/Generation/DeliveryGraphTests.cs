using MLOpsBuild.Emitters;
using MLOpsBuild.Pipelines;
using MLOpsBuild.Targets;

namespace MLOpsBuild.Components.Tests;

/// <summary>The components' targets become CI jobs that plan, ask and deploy.</summary>
public sealed class DeliveryGraphTests
{
    private static readonly DeliveringBuild Build = new();

    private static readonly EmitterInput Input = new(
        Build.Pipelines[0].Model,
        BuildGraph.Of(typeof(DeliveringBuild), Build.DeclaredTargets(), Build.Pipelines[0].Model),
        "pipelines/fraud/Fraud.cs");

    [Fact]
    public void Each_environment_of_hosts_is_planned_before_it_is_deployed_to()
    {
        var plan = CiPlanner.Plan(Input, out var findings);
        Assert.Equal([], findings);
        var jobs = plan!.Jobs.Where(job => job.Target.Name is nameof(IDeploy.PlanDeploy) or nameof(IDeploy.Deploy)).ToArray();
        Assert.Equal(["plan-staging: push", "deploy-staging: plan-staging", "plan-production: deploy-staging", "deploy-production: plan-production"], jobs.Select(job => $"{job}: {string.Join(", ", job.Needs)}"));
        Assert.Equal(["./build.sh", "Deploy", "--pipeline", "fraud", "--environment", "production", "--skip"], jobs[3].Command);
        Assert.Contains("fraud-deploy-staging", jobs[3].Receives.Select(artifact => artifact.Name));
        Assert.Equal(["port", "release"], jobs[3].Inputs.Select(input => input.Name));
        Assert.True(jobs[3].TellsWhoApproved);
        Assert.Equal("artifacts/fraud/push/push.json", plan.Jobs.Single(job => job.Id == "push").Target.Pushed);
    }

    [Fact]
    public void People_roll_back_and_promote_by_hand()
    {
        var plan = CiPlanner.Operations(Input, out var findings);
        Assert.Equal([], findings);
        Assert.Equal(["plan-promote-production", "promote-production", "rollback-production", "rollback-staging"], plan!.Jobs.Select(job => job.Id).Order(StringComparer.Ordinal));
        Assert.Equal("./build.sh PlanDeploy --pipeline fraud --environment production --from staging --skip", string.Join(' ', plan.Jobs.Single(job => job.Id == "plan-promote-production").Command));
        Assert.Equal("./build.sh Promote --pipeline fraud --environment production --from staging --skip", string.Join(' ', plan.Jobs.Single(job => job.Id == "promote-production").Command));
        Assert.Equal(["operation", "environment", "port", "release"], plan.Inputs.Select(input => input.Name));
        Assert.True(plan.Jobs.Single(job => job.Id == "rollback-production").TellsWhoApproved);
    }

    [Fact]
    public void Both_CI_servers_get_both_files() => Assert.Equal(
        [".github/workflows/fraud.yml", ".github/workflows/fraud-operations.yml", "pipelines/fraud/Jenkinsfile", "pipelines/fraud/Jenkinsfile.operations"],
        new IEmitter[] { new GitHubActionsEmitter(), new JenkinsEmitter() }.Select(emitter => emitter.Emit(Input)).SelectMany(emission => emission.Diagnostics.IsEmpty ? emission.Files.Select(file => file.Path) : emission.Diagnostics.Select(finding => finding.ToString())));

    private sealed class DeliveringBuild : NukeBuild, IPush, IPromote, IOperate, IGenerate
    {
        public IReadOnlyList<MLPipeline> Pipelines { get; } =
        [
            new OneColumn("fraud", to => to
                .Push(push => push.Registry("registry.example.org/models"))
                .Deploy(deploy => deploy
                    .Environment("staging", staging => staging.Hosts("stage-1").SshKey("STAGING_SSH_KEY"))
                    .Environment("production", production => production.Hosts("prod-1", "prod-2").Approvers("ada").After("staging").SshKey("PRODUCTION_SSH_KEY")))
                .GitHubActions()
                .Jenkins()
                .Ansible(ansible => ansible)),
        ];
    }
}

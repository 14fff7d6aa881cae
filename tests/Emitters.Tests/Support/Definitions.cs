namespace MLOpsBuild.Emitters.Tests;

/// <summary>Definitions that differ in what CI needs alone.</summary>
internal sealed class Definition(string name, Func<IDeliverBuilder<Definition.Row>, IDeliverBuilder<Definition.Row>> deliver) : BinaryClassification<Definition.Row>
{
    public override string Name => name;

    /// <summary>What a definition gives to emitters.</summary>
    public EmitterInput Input(TargetGraph? graph = null) => new(Model, graph ?? Graphs.Life(name), $"pipelines/{name}/Definition.cs");

    public static Definition Plain(string name = "credit") => new(name, to => to
        .On(Push("main"), PullRequest, Cron("0 3 * * 1"))
        .GitHubActions()
        .Jenkins());

    /// <summary>Everything that a definition can say to a CI server.</summary>
    public static Definition Full() => new("fraud", to => to
        .Deploy(deploy => deploy
            .Environment("staging")
            .Environment("production", production => production.Approvers("release-managers", "ada")))
        .On(Push("main"), Push("release/1.10"), PullRequest, Cron("0 3 * * 1"), Cron("*/30 8-18 * JAN-JUN MON-FRI"))
        .GitHubActions(actions => actions.RunsOn("self-hosted", "gpu").Timeout(90.Minutes()).Retention(days: 30))
        .Jenkins(jenkins => jenkins.Agent("linux && gpu").InContainer("mcr.microsoft.com/dotnet/sdk:10.0").Timeout(90.Minutes()).KeepBuilds(10)
            .Plugins(JenkinsPlugin.LockableResources, JenkinsPlugin.Milestone)));

    /// <summary>Environments of hosts and on a cluster, with and without approvers and keys, and a registry outside that takes signed packages.</summary>
    public static Definition Delivered(string registry = "ghcr.io/acme/models") => new("fraud", to => to
        .Push(push => push.Registry(registry).RequireSignature())
        .Deploy(deploy => deploy
            .Environment("staging", staging => staging.Hosts("stage-1").SshKey("STAGING_SSH_KEY"))
            .Environment("production", production => production.Hosts("prod-1", "prod-2").Approvers("release-managers", "ada").After("staging")
                .SshKey("PRODUCTION_SSH_KEY").KnownHosts("PRODUCTION_KNOWN_HOSTS").BecomePassword("PRODUCTION_SUDO"))
            .Environment("cloud", cloud => cloud.Cluster("prod").Approvers("ada").After("production").Kubeconfig("CLOUD_KUBECONFIG")))
        .On(Push("main"), PullRequest)
        .GitHubActions()
        .Jenkins()
        .Docker()
        .Ansible(ansible => ansible)
        .Kubernetes(kubernetes => kubernetes.Environment("cloud")));

    protected override IDefinedPipeline Define(IPipelineBuilder<Row> pipeline) => deliver(pipeline
        .Data(data => data.Csv("rows.csv"))
        .Train(LogisticRegression())
        .Validate(gate => gate.AtLeast(Auc, 0.5)));

    internal static Trigger PushTo(string branch) => Push(branch);

    internal static Trigger At(string cron) => Cron(cron);

    internal static Trigger AnyPullRequest => PullRequest;

    internal sealed record Row
    {
        [Label(positive: "yes", negative: "no")]
        public bool Answer { get; init; }

        public float Number { get; init; }
    }
}

using MLOpsBuild.Pipelines;

namespace MLOpsBuild.Delivery.Tests;

/// <summary>The credit model with hosts of a test as its environment.</summary>
internal sealed class HostedModel(Func<EnvironmentBuilder, EnvironmentBuilder> production, Func<AnsibleBuilder, AnsibleBuilder> ansible, Func<PushBuilder, PushBuilder>? push = null) : BinaryClassification<HostedModel.Row>
{
    public override string Name => Releases.Pipeline;

    protected override IDefinedPipeline Define(IPipelineBuilder<Row> pipeline) => pipeline
        .Data(data => data.Csv("rows.csv"))
        .Train(LogisticRegression())
        .Validate(gate => gate.AtLeast(Auc, 0.5))
        .Push(push ?? (nowhere => nowhere))
        .Deploy(deploy => deploy.Environment("production", production))
        .Docker(docker => docker)
        .Ansible(ansible);

    internal sealed record Row
    {
        [Label(positive: "yes", negative: "no")]
        public bool Answer { get; init; }

        public float Number { get; init; }
    }
}

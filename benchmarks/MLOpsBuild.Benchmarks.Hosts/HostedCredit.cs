using MLOpsBuild.Pipelines;

namespace MLOpsBuild.Benchmarks.Hosts;

/// <summary>The credit model on hosts: one changes first, then the others.</summary>
internal sealed class HostedCredit(string[] hosts) : BinaryClassification<HostedCredit.Row>
{
    public const string Pipeline = "credit-scoring";
    public const string Environment = "production";

    public override string Name => Pipeline;

    protected override IDefinedPipeline Define(IPipelineBuilder<Row> pipeline) => pipeline
        .Data(data => data.Csv("rows.csv"))
        .Train(LogisticRegression())
        .Validate(gate => gate.AtLeast(Auc, 0.5))
        .Deploy(deploy => deploy.Environment(Environment, production => production.Hosts(hosts).Rolling("1", "100%")))
        .Ansible(ansible => ansible.Listen("0.0.0.0", 8080));

    internal sealed record Row
    {
        [Label(positive: "yes", negative: "no")]
        public bool Answer { get; init; }

        public float Number { get; init; }
    }
}

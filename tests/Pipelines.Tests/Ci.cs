namespace MLOpsBuild.Pipelines.Tests;

/// <summary>A small pipeline whose delivery a test says.</summary>
internal sealed class Ci(Func<IDeliverBuilder<DeliveredRow>, IDeliverBuilder<DeliveredRow>> deliver) : BinaryClassification<DeliveredRow>
{
    public override string Name => "ci";

    public static Trigger AnyPullRequest => PullRequest;

    public static Trigger PushTo(string branch) => Push(branch);

    public static Trigger At(string cron) => Cron(cron);

    protected override IDefinedPipeline Define(IPipelineBuilder<DeliveredRow> pipeline) => deliver(pipeline
        .Data(data => data.Csv("rows.csv"))
        .Train(LogisticRegression())
        .Validate(gate => gate.AtLeast(Auc, 0.5)));
}

/// <summary>Its row.</summary>
internal sealed record DeliveredRow
{
    [Label(positive: "yes", negative: "no")]
    public bool Answer { get; init; }

    public float Number { get; init; }
}

namespace Pipelines;

/// <summary>Is a tumour malignant? A missed one costs far more than a second look.</summary>
public sealed class BreastCancer : BinaryClassification<Biopsy>
{
    /// <inheritdoc/>
    public override string Name => "breast-cancer";

    /// <inheritdoc/>
    protected override IDefinedPipeline Define(IPipelineBuilder<Biopsy> pipeline) => pipeline
        .Data(data => data.Csv("data/breast-cancer.csv").Split(test: 0.25, seed: 7)
            .Expect(x => x.MeanRadius, Range(0, 100))
            .Expect(x => x.MeanArea, Range(0, 10_000)))
        .Train(LogisticRegression(l2: 1), threshold: ThresholdRule.LeastCost(falseNegative: 10, falsePositive: 1))
        .Test(test => test
            .Monotone(x => x.WorstConcavePoints, Direction.Rising, violations: 0.05, by: 0.02))
        .Validate(gate => gate
            .AtLeast(Auc, 0.97)
            .AtLeast(Recall, 0.93)
            .BetterThanBaseline(Accuracy, by: 0.2)
            .NotWorseThanChampion(Auc, by: 0.01)
            .Latency(p99: 5.Milliseconds()))
        .Deploy(to => to.Local(port: 8082))
        .On(Push("main"), PullRequest, Cron("0 5 * * 1"))
        .GitHubActions()
        .Jenkins();
}

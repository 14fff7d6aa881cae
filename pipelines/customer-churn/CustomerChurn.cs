namespace Pipelines;

/// <summary>Will a customer leave? Judged without sex and age, and fair by both.</summary>
public sealed class CustomerChurn : BinaryClassification<Customer>
{
    /// <inheritdoc/>
    public override string Name => "customer-churn";

    /// <inheritdoc/>
    protected override IDefinedPipeline Define(IPipelineBuilder<Customer> pipeline) => pipeline
        .Data(data => data.Csv("data/churn.csv").Split(test: 0.2, seed: 7).BadRows(atMost: 0.01)
            .Expect(x => x.Tenure, Range(0, 120))
            .Expect(x => x.MonthlyCharges, Range(0, 1_000))
            .Expect(x => x.Contract, OneOf("Month-to-month", "One year", "Two year"))
            .Expect(x => x.TotalCharges, MissingAtMost(0.01)))
        .Train(LightGbm(leaves: 7, learningRate: 0.05, iterations: 400, earlyStopping: 30))
        .Test(test => test
            .Monotone(x => x.Tenure, Direction.Falling, violations: 0.25, by: 0.15)
            .NotUsed(x => x.Female)
            .NotUsed(x => x.SeniorCitizen))
        .Validate(gate => gate
            .AtLeast(Auc, 0.80)
            .BetterThanBaseline(LogLoss, by: 0.1)
            .NotWorseThanChampion(Auc, by: 0.01)
            .Fair(x => x.Female, FairnessMetric.DemographicParityRatio, favourable: "No", bound: 0.8)
            .Latency(p99: 5.Milliseconds()))
        .Deploy(to => to.Local(port: 8081))
        .On(Push("main"), PullRequest, Cron("0 4 * * 1"))
        .GitHubActions()
        .Jenkins();
}

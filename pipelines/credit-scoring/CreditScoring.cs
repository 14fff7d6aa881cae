namespace Pipelines;

/// <summary>Will an applicant default on a loan? Judged without age and marital status, and fair by age.</summary>
public sealed class CreditScoring : BinaryClassification<Applicant>
{
    /// <inheritdoc/>
    public override string Name => "credit-scoring";

    /// <inheritdoc/>
    protected override IDefinedPipeline Define(IPipelineBuilder<Applicant> pipeline) => pipeline
        .Data(data => data.Csv("data/credit.csv").Split(test: 0.2, seed: 7).BadRows(atMost: 0.01)
            .Expect(x => x.Age, Range(18, 100))
            .Expect(x => x.Home, OneOf("owner", "rent", "parents", "other", "priv", "ignore"))
            .Expect(x => x.Income, MissingAtMost(0.15)))
        .Train(LightGbm(leaves: 15, learningRate: 0.05, iterations: 300, earlyStopping: 30))
        .Test(test => test
            .Monotone(x => x.Income, Direction.Falling, violations: 0.2, by: 0.15)
            .NotUsed(x => x.Age)
            .NotUsed(x => x.Marital)
            .Example("long employed, no records, small loan", new() { Seniority = 20, Home = "owner", Time = 36, Records = false, Job = "fixed", Expenses = 45, Income = 220, Assets = 8000, Debt = 0, Amount = 700, Price = 1400 }, atMost: 0.2)
            .Example("new in the job, with records, large loan", new() { Seniority = 0, Home = "rent", Time = 60, Records = true, Job = "partime", Expenses = 60, Income = 60, Assets = 0, Debt = 0, Amount = 1800, Price = 1900 }, atLeast: 0.6))
        .Validate(gate => gate
            .AtLeast(Auc, 0.80)
            .AtMost(CalibrationError, 0.08)
            .BetterThanBaseline(LogLoss, by: 0.1)
            .NotWorseThanChampion(Auc, by: 0.01)
            .Fair(x => x.Age, FairnessMetric.DemographicParityRatio, favourable: "good", bound: 0.6, groups: Groups(30, 45))
            .Latency(p99: 5.Milliseconds()))
        .Deploy(to => to.Local(port: 8080))
        .On(Push("main"), PullRequest, Cron("0 3 * * 1"))
        .GitHubActions()
        .Jenkins();
}

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
            .Expect(x => x.Income, MissingAtMost(0.15))) // 9 % of the applicants do not state it
        // Small trees and a low rate: cross-validated AUC 0.838, as scikit-learn's gradient boosting has it with age and marital status besides.
        // The threshold is a half and not that of the best F1, which lies near 0.33: there 54 % of those below 30 would get a loan and 80 % of
        // those of 45 and above, a ratio of 0.67. At a half it is 0.79 and more answers are right (80 % against 77 %); the price is that 56 % of the
        // defaulters are found, not 72 %.
        .Train(LightGbm(leaves: 15, learningRate: 0.05, iterations: 300, earlyStopping: 30), threshold: ThresholdRule.At(0.5))
        .Test(test => test
            // Trees are not monotone by nature; here the worst move the other way is 0.06.
            .Monotone(x => x.Income, Direction.Falling, violations: 0.05, by: 0.1)
            .NotUsed(x => x.Age)
            .NotUsed(x => x.Marital)
            .Example("long employed, no records, small loan", new() { Seniority = 20, Home = "owner", Time = 36, Records = false, Job = "fixed", Expenses = 45, Income = 220, Assets = 8000, Debt = 0, Amount = 700, Price = 1400 }, atMost: 0.2)
            .Example("new in the job, with records, large loan", new() { Seniority = 0, Home = "rent", Time = 60, Records = true, Job = "partime", Expenses = 60, Income = 60, Assets = 0, Debt = 0, Amount = 1800, Price = 1900 }, atLeast: 0.6))
        .Validate(gate => gate
            .AtLeast(Auc, 0.80) // measured 0.84 [0.82, 0.87]: below the interval, so that chance does not fail it and a lost feature does
            .AtMost(CalibrationError, 0.06) // measured 0.02 [0.02, 0.06]; a perfect model has 0.03 by chance on 870 rows in ten bins
            .BetterThanBaseline(LogLoss, by: 0.1) // measured 0.17 [0.13, 0.20] better than the share of defaulters for everybody
            .NotWorseThanChampion(Auc, by: 0.01) // AUC has an interval 0.05 wide: a tighter bound would refuse models by chance
            // Groups: 30 % of the test rows are below 30 and 27 % are 45 and above; finer ones have too few defaulters to judge. Perfect answers would
            // have a ratio of 0.87, since the young default more often; measured 0.79 [0.71, 0.86], cross-validated 0.84. The bound is the lower end
            // of what is measured, not the four fifths of US employment law: that these are kept, 870 rows cannot show. Equalised odds are reported
            // and no gate: only 48 defaulters are 45 and above, and the difference of 0.25 may be 0.12 or 0.42.
            .Fair(x => x.Age, FairnessMetric.DemographicParityRatio, favourable: "good", bound: 0.7, groups: Groups(30, 45))
            .Latency(p99: 5.Milliseconds())) // measured 0.02 ms: only a model of quite another size fails it
        .Deploy(to => to.Local(port: 8080))
        .On(Push("main"), PullRequest, Cron("0 3 * * 1"))
        .GitHubActions()
        .Jenkins()
        .Docker()
        .Kubernetes(kubernetes => kubernetes
            .Alerts(p95: 50.Milliseconds())
            .Environment("staging", staging => staging.Replicas(1, 2))
            .Environment("production"));
}

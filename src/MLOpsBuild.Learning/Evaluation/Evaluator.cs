using System.Collections.Immutable;
using MLOpsBuild.Pipelines;

namespace MLOpsBuild.Learning;

/// <summary>What is evaluated, on which rows.</summary>
internal sealed record EvaluationInput
{
    public required Pipeline Pipeline { get; init; }

    public required Table Test { get; init; }

    public required double TrainingShare { get; init; }

    public required double Threshold { get; init; }

    /// <summary>Probabilities of the positive class, one a row.</summary>
    public required Func<Table, float[]> Score { get; init; }

    public required Latency Latency { get; init; }

    public required long ModelBytes { get; init; }

    /// <summary>The champion on the same rows, or why it cannot be compared; null without one.</summary>
    public required ChampionScores? Champion { get; init; }
}

/// <summary>The champion on the candidate's test rows.</summary>
/// <param name="Name">What it is called.</param>
/// <param name="Rows">Its probabilities at its own threshold; null where it cannot be compared.</param>
/// <param name="Problem">Why it cannot be compared, a sentence.</param>
internal sealed record ChampionScores(string Name, ScoredRows? Rows, string? Problem);

/// <summary>Measures a model and judges its gates.</summary>
internal static class Evaluator
{
    public static Evaluation Run(EvaluationInput input, StageContext context)
    {
        var (pipeline, test) = (input.Pipeline, input.Test);
        var options = BootstrapOptions.Of(pipeline.Validate);
        var rows = ScoredRows.Of(test.Labels, input.Score(test), input.Threshold);
        context.Log(string.Create(System.Globalization.CultureInfo.InvariantCulture, $"scored {test.Rows:N0} test rows; {options.Resamples:N0} resamples for the intervals"));
        var metrics = MetricComparison.Of(rows, rows.WithConstant(input.TrainingShare), input.Champion?.Rows, options);
        context.Cancellation.ThrowIfCancellationRequested();

        var groups = new GroupsOfRows(pipeline, test, rows, options);
        var judge = new GateJudge(new Measurements
        {
            Metrics = metrics,
            Confidence = options.Confidence,
            TrainingShare = input.TrainingShare,
            WhyUndefined = WhyUndefined(pipeline.Rows, test.Labels),
            ChampionProblem = input.Champion?.Problem,
            Latency = input.Latency,
            Groups = groups.Of,
        });
        ImmutableArray<GateResult> gates = [.. pipeline.Validate.Gates.Select(judge.Judge)];
        var auc = metrics.Single(metric => metric.Metric == Metric.Auc.Key).Value;

        return new Evaluation
        {
            Pipeline = pipeline.Name,
            Gates = gates,
            Rows = new EvaluationRows(test.Rows, test.Labels.Count(label => label), pipeline.Rows.Positive, pipeline.Rows.Negative, pipeline.Data.SplitSeed, input.TrainingShare),
            Threshold = input.Threshold,
            Champion = input.Champion?.Name,
            Intervals = options,
            Metrics = metrics,
            Confusion = BinaryMetrics.Of(rows).Confusion,
            Latency = input.Latency,
            ModelBytes = input.ModelBytes,
            Fairness = groups.All(),
            Importance = double.IsNaN(auc) ? [] : FeatureImportance.Of(test, auc, input.Score, options.Seed, context.Cancellation),
            Scores = ScoreHistogram.Of(rows),
            Calibration = Curves.Calibration(rows),
            Roc = Curves.Roc(rows),
            PrecisionRecall = Curves.PrecisionRecall(rows),
        };
    }

    private static string WhyUndefined(RowSchema rows, bool[] labels) =>
        labels.Distinct().Count() == 1
            ? $"All test rows are '{(labels[0] ? rows.Positive : rows.Negative)}': this needs both classes."
            : $"No test row is predicted '{rows.Positive}'.";
}

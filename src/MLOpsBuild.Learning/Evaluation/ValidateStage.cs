using System.Collections.Immutable;
using System.Globalization;
using MLOpsBuild.Learning.Reporting;
using MLOpsBuild.Pipelines;

namespace MLOpsBuild.Learning;

/// <summary>Measures a trained model on the test rows, judges the gates, and leaves <c>evaluation.json</c> and <c>report.html</c>.</summary>
public static class ValidateStage
{
    /// <summary>Validates the model of a training folder on the rows of a prepared one.</summary>
    /// <param name="pipeline">The definition.</param>
    /// <param name="prepared">The folder that Prepare left.</param>
    /// <param name="trained">The folder that Train left.</param>
    /// <param name="options">The champion, and what the report says besides.</param>
    /// <param name="output">An existing, empty folder.</param>
    /// <param name="context">Progress and cancellation.</param>
    /// <returns>One finding for each gate that failed.</returns>
    /// <exception cref="StageException">An input is missing or damaged, there are no test rows, or the model's answers are no probabilities.</exception>
    public static StageResult Run(Pipeline pipeline, string prepared, string trained, ValidateOptions options, string output, StageContext context)
    {
        var scorer = ModelScorer.Load(trained);
        var test = TableReader.Read(Path.Combine(prepared, StageFiles.TestRows), pipeline.Rows);
        if (test.Rows == 0)
            throw Failure(FindingCodes.NoTestRows, "there are no test rows to judge the model on", null, "Raise the test share of the split, or bring more data.");

        var profile = DataProfile.Read(Path.Combine(prepared, StageFiles.Profile));
        var evaluation = Evaluator.Run(
            new EvaluationInput
            {
                Pipeline = pipeline,
                Test = test,
                TrainingShare = profile.Positives / (double)profile.Rows,
                Threshold = scorer.Schema.Threshold,
                Score = rows => Probabilities(scorer, rows),
                Latency = OneRow.Time(scorer, test, options.Clock, context.Cancellation),
                ModelBytes = new FileInfo(Path.Combine(trained, StageFiles.Model)).Length,
                Champion = Champion.Score(options, test),
            },
            context);
        foreach (var gate in evaluation.Gates)
            context.Log(gate.Line());

        File.WriteAllText(Path.Combine(output, StageFiles.Evaluation), EvaluationFile.Text(evaluation));
        File.WriteAllText(Path.Combine(output, StageFiles.Report), ReportWriter.Text(new Report
        {
            Evaluation = evaluation,
            Profile = profile,
            Behaviour = options.TestFolder is { } tested ? BehaviourLine.Of(BehaviourReport.Read(Path.Combine(tested, StageFiles.Behaviour))) : [],
            Commands = options.Commands.IsEmpty ? [$"./build.sh Validate --pipeline {pipeline.Name}"] : options.Commands,
            Facts = [.. ReportFacts.Of(pipeline), .. options.Facts],
        }));
        return Result(evaluation);
    }

    private static float[] Probabilities(ModelScorer scorer, Table rows)
    {
        var scores = scorer.Score(rows);
        var bad = Array.FindIndex(scores, score => !(score is >= 0 and <= 1)); // NaN is neither
        return bad < 0 ? scores : throw Failure(
            FindingCodes.NotAProbability,
            "the model's answer is no probability",
            string.Create(CultureInfo.InvariantCulture, $"{scores[bad]} for test row {bad % rows.Rows + 1}"),
            "A custom trainer must leave a calibrated 'Probability' column from 0 to 1; a ready one does.");
    }

    private static StageException Failure(string code, string what, string? value, string fix) =>
        new("The model cannot be validated:", [new Finding(code, what, StageFiles.TestRows, value, fix)]);

    private static StageResult Result(Evaluation evaluation)
    {
        var auc = evaluation.Metrics.Single(metric => metric.Metric == Metric.Auc.Key);
        var aucText = GateText.Value(auc.Value) + (auc.Interval is null ? "" : " " + auc.Interval.Text());
        var passed = evaluation.Gates.Count(gate => gate.Passed);
        var ratio = string.Create(CultureInfo.InvariantCulture, $"{passed}/{evaluation.Gates.Length}");
        ImmutableArray<Finding> findings = [.. evaluation.Gates.Where(gate => !gate.Passed).Select(gate => gate.ToFinding(evaluation.Rows))];
        return new StageResult(
            findings.IsEmpty ? $"passed {ratio} gates: AUC {aucText}" : $"failed {findings.Length} of {evaluation.Gates.Length} gates: AUC {aucText}",
            findings,
            [
                new("AUC", aucText),
                new("gates", ratio),
                new("threshold", GateText.Value(evaluation.Threshold)),
                new("verdict", findings.IsEmpty ? "passed" : "failed"),
            ]);
    }
}

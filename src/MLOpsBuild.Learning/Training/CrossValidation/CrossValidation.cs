using System.Globalization;
using MLOpsBuild.Pipelines;

namespace MLOpsBuild.Learning;

/// <summary>Judges a trainer on every row, each by a model that has not seen it: k models are fitted, each on all folds but one (Stone 1974).</summary>
public static class CrossValidation
{
    /// <summary>Deals the rows into stratified folds and judges the trainer on each.</summary>
    /// <inheritdoc cref="Run(TrainDefinition, Table, IReadOnlyList{int}, BootstrapOptions, StageContext)"/>
    /// <param name="train">The trainer, its validation share and its threshold rule.</param>
    /// <param name="rows">The labelled rows.</param>
    /// <param name="options">The number of folds and the seeds.</param>
    /// <param name="context">Progress, a line a fold, and the way to stop.</param>
    public static CrossValidationResult Run(TrainDefinition train, Table rows, CrossValidationOptions options, StageContext context) =>
        Run(train, rows, StratifiedFolds.Of(rows, options.Folds, options.Seed), options.Bootstrap, context);

    /// <summary>Judges the trainer on given folds. Each model is fitted as Train fits: a validation part of the other folds' rows stops it early and chooses its threshold.</summary>
    /// <param name="train">The trainer, its validation share and its threshold rule.</param>
    /// <param name="rows">The labelled rows.</param>
    /// <param name="folds">The fold of each row, numbered from 0 without a gap.</param>
    /// <param name="bootstrap">How each fold's interval is made.</param>
    /// <param name="context">Progress, a line a fold, and the way to stop.</param>
    /// <exception cref="ArgumentException">Not one fold a row, a fold without rows or with one class only, or fewer than 2 folds.</exception>
    /// <exception cref="StageException">A fold cannot be fitted without, as its other rows lack a class or a feature's values, or a model's answer is no probability.</exception>
    /// <exception cref="OperationCanceledException">It was stopped.</exception>
    public static CrossValidationResult Run(TrainDefinition train, Table rows, IReadOnlyList<int> folds, BootstrapOptions bootstrap, StageContext context)
    {
        var members = Members(rows, folds);
        var probabilities = new float[rows.Rows];
        var results = new FoldResult[members.Length];
        for (var fold = 0; fold < members.Length; fold++)
        {
            var others = rows.Select([.. Enumerable.Range(0, rows.Rows).Where(row => folds[row] != fold)]);
            var (scores, threshold) = Judge(train, others, rows.Select(members[fold]), fold, context);
            foreach (var (row, score) in members[fold].Zip(scores))
                probabilities[row] = score;

            results[fold] = Measure(fold, ScoredRows.Of([.. members[fold].Select(row => rows.Labels[row])], scores, threshold), bootstrap);
            context.Log(string.Create(CultureInfo.InvariantCulture, $"fold {fold}: AUC {results[fold].Metrics.Auc:0.0000} on {results[fold].Rows:N0} rows, {fold + 1} of {members.Length} done"));
        }

        return new([.. results], [.. probabilities]);
    }

    private static (float[] Scores, double Threshold) Judge(TrainDefinition train, Table others, Table fold, int number, StageContext context)
    {
        var parts = TrainingParts.Of(others, train.ValidationShare, train.Trainer.Seed);
        Require(TrainingChecks.Before(parts), number);
        var model = ModelFit.Fit(train.Trainer, parts, context);
        var validation = model.Score(parts.Validation);
        Require(TrainingChecks.After(validation), number);
        var scores = model.Score(fold);
        Require(TrainingChecks.After(scores), number);
        return (scores, ThresholdChoice.Choose(train.Threshold, parts.Validation.Labels, validation));
    }

    private static FoldResult Measure(int fold, ScoredRows rows, BootstrapOptions bootstrap) =>
        new(fold, rows.Count, BinaryMetrics.Of(rows), Bootstrap.Percentile(Bootstrap.Samples(rows, bootstrap).Select(sample => sample.Auc), bootstrap.Confidence));

    private static int[][] Members(Table rows, IReadOnlyList<int> folds)
    {
        if (folds.Count != rows.Rows)
            throw new ArgumentException(string.Create(CultureInfo.InvariantCulture, $"Each row needs one fold: {rows.Rows} rows, {folds.Count} folds."), nameof(folds));

        var members = Enumerable.Range(0, folds.Count).ToLookup(row => folds[row]);
        var numbers = members.Select(fold => fold.Key).Order().ToArray();
        if (numbers.Length < 2 || !numbers.SequenceEqual(Enumerable.Range(0, numbers.Length)))
            throw new ArgumentException($"Folds are numbered from 0 without a gap and there are two at least: found {string.Join(", ", numbers)}.", nameof(folds));

        var alone = Array.FindIndex(numbers, fold => members[fold].Select(row => rows.Labels[row]).Distinct().Count() == 1);
        return alone < 0
            ? [.. numbers.Select(fold => members[fold].ToArray())]
            : throw new ArgumentException($"Each fold needs rows of both classes: fold {alone} has one.", nameof(folds));
    }

    private static void Require(IEnumerable<Finding> findings, int fold)
    {
        var found = findings.Select(finding => finding with { Place = string.Create(CultureInfo.InvariantCulture, $"without fold {fold}, {finding.Place}") }).ToList();
        if (found.Count > 0)
            throw new StageException(string.Create(CultureInfo.InvariantCulture, $"Fold {fold} cannot be judged:"), found);
    }
}

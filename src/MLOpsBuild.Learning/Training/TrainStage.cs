using System.Collections.Immutable;
using System.Globalization;
using MLOpsBuild.Pipelines;

namespace MLOpsBuild.Learning;

/// <summary>Fits the model on the training rows that Prepare left, chooses its threshold and saves both.</summary>
public static class TrainStage
{
    /// <summary>Writes <c>model.zip</c>, <c>schema.json</c>, <c>known-rows.json</c> and <c>training.json</c>; where training failed, <c>training.json</c> only.</summary>
    /// <param name="pipeline">The pipeline.</param>
    /// <param name="prepared">The folder that Prepare wrote.</param>
    /// <param name="output">An empty folder.</param>
    /// <param name="context">Progress and the way to stop.</param>
    /// <exception cref="StageException">The training rows cannot be read.</exception>
    /// <exception cref="OperationCanceledException">The stage was stopped.</exception>
    public static StageResult Run(Pipeline pipeline, string prepared, string output, StageContext context)
    {
        using var culture = InvariantCulture.Enter();
        var rows = TableReader.Read(Path.Combine(prepared, StageFiles.TrainRows), pipeline.Rows);
        var trainer = pipeline.Train.Trainer;
        var parts = TrainingParts.Of(rows, pipeline.Train.ValidationShare, trainer.Seed);
        context.Log($"{trainer.Name}: {Count(parts.Fit)} to fit on, {Count(parts.Validation)} for early stopping and the threshold");
        var findings = TrainingChecks.Before(parts).ToImmutableArray();
        if (!findings.IsEmpty)
            return Failed(pipeline, parts, findings, output);

        var model = ModelFit.Fit(trainer, parts, context);
        var probabilities = model.Score(parts.Validation);
        findings = [.. TrainingChecks.After(probabilities)];
        if (!findings.IsEmpty)
            return Failed(pipeline, parts, findings, output);

        var threshold = ThresholdChoice.Choose(pipeline.Train.Threshold, parts.Validation.Labels, probabilities);
        var measured = BinaryMetrics.Of(parts.Validation.Labels, probabilities, threshold);
        ModelFile.Save(model.Context, model.Transformer, model.Schema, Path.Combine(output, StageFiles.Model));
        var schema = Schema(pipeline, parts.Fit, threshold);
        ModelSchemaFile.Write(Path.Combine(output, StageFiles.ModelSchema), schema);
        KnownRowsFile.Write(Path.Combine(output, StageFiles.KnownRows), KnownRows(new RowScorer(model.Transformer, schema), rows));
        TrainingFile.Write(output, pipeline, parts, new(model.Trees, threshold, measured), []);
        return new(
            $"{trainer.Name} fitted on {Count(parts.Fit)}: AUC {measured.Auc:0.000} on the validation part, threshold {threshold:0.000}",
            [],
            [new("trainer", trainer.Name), new("auc", measured.Auc.ToString("0.000", CultureInfo.InvariantCulture)), new("threshold", threshold.ToString("0.000", CultureInfo.InvariantCulture))]);
    }

    private static StageResult Failed(Pipeline pipeline, TrainingParts parts, ImmutableArray<Finding> findings, string output)
    {
        TrainingFile.Write(output, pipeline, parts, null, findings);
        return new($"{pipeline.Train.Trainer.Name} could not be fitted on {Count(parts.Fit)}", findings, [new("trainer", pipeline.Train.Trainer.Name)]);
    }

    private static ModelSchema Schema(Pipeline pipeline, Table fit, double threshold) => new()
    {
        Pipeline = pipeline.Name,
        Task = pipeline.Task,
        Label = pipeline.Rows.Label.Name,
        Positive = pipeline.Rows.Positive,
        Negative = pipeline.Rows.Negative,
        Threshold = threshold,
        Columns = [.. pipeline.Rows.Columns.Where(column => column.Role != ColumnRole.Label).Select(column => new ModelColumn(
            column.Name,
            column.Kind,
            column.Role,
            column.Optional,
            column is { Kind: ColumnKind.Category, Role: ColumnRole.Feature } ? [.. fit.Categories(column.Name).OfType<string>().Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)] : []))],
    };

    private static KnownRow[] KnownRows(RowScorer scorer, Table rows) =>
        [.. TypicalRows.Of(rows).Select(row => new KnownRow(row.Name, row.Cells, scorer.Score(row.Cells)))];

    private static string Count(Table rows) => string.Create(CultureInfo.InvariantCulture, $"{rows.Rows:N0} rows ({(double)rows.Labels.Count(label => label) / Math.Max(1, rows.Rows):P0} {rows.Schema.Positive})");
}

using System.Runtime.CompilerServices;

namespace MLOpsBuild.Pipelines;

/// <summary>A pipeline whose model tells one of two classes from a row.</summary>
/// <typeparam name="TRow">The typed row: a record whose properties are the data's columns, one of them a <see cref="LabelAttribute"/>.</typeparam>
public abstract class BinaryClassification<TRow> : MLPipeline
    where TRow : class
{
    /// <summary>The metrics, rules and trainers, so that a definition reads without imports.</summary>
    protected static Metric Auc => Metric.Auc;

    /// <inheritdoc cref="Metric.PrAuc"/>
    protected static Metric PrAuc => Metric.PrAuc;

    /// <inheritdoc cref="Metric.Accuracy"/>
    protected static Metric Accuracy => Metric.Accuracy;

    /// <inheritdoc cref="Metric.LogLoss"/>
    protected static Metric LogLoss => Metric.LogLoss;

    /// <inheritdoc cref="Metric.Brier"/>
    protected static Metric Brier => Metric.Brier;

    /// <inheritdoc cref="Metric.F1"/>
    protected static Metric F1 => Metric.F1;

    /// <inheritdoc cref="Metric.Recall"/>
    protected static Metric Recall => Metric.Recall;

    /// <inheritdoc cref="Metric.Precision"/>
    protected static Metric Precision => Metric.Precision;

    /// <inheritdoc cref="Metric.CalibrationError"/>
    protected static Metric CalibrationError => Metric.CalibrationError;

    /// <summary>Says what the pipeline is.</summary>
    protected abstract IDefinedPipeline Define(IPipelineBuilder<TRow> pipeline);

    /// <summary>A number from <paramref name="minimum"/> to <paramref name="maximum"/>, both included; rows outside are set aside.</summary>
    protected static ColumnRule Range(double minimum, double maximum) => column => new RangeExpectation(column, minimum, maximum);

    /// <summary>A category among <paramref name="values"/>; rows with another are set aside.</summary>
    protected static ColumnRule OneOf(params string[] values) => column => new OneOfExpectation(column, [.. values]);

    /// <summary>At most this share of the cells missing, 0 to 1.</summary>
    protected static ColumnRule MissingAtMost(double share) => column => new MissingExpectation(column, share);

    /// <summary>Groups of a number by ascending edges: <c>Groups(30, 45)</c> makes below 30, 30 to below 45, 45 and above.</summary>
    protected static Grouping Groups(params double[] edges) => new([.. edges]);

    /// <summary>A LightGBM trainer with the options that are mostly tuned; further ones by <c>with { … }</c>.</summary>
    protected static LightGbmTrainer LightGbm(int leaves = 31, double learningRate = 0.1, int iterations = 100, int earlyStopping = 0) =>
        new() { Leaves = leaves, LearningRate = learningRate, Iterations = iterations, EarlyStopping = earlyStopping };

    /// <summary>A FastTree trainer with the options that are mostly tuned; further ones by <c>with { … }</c>.</summary>
    protected static FastTreeTrainer FastTree(int leaves = 20, double learningRate = 0.2, int iterations = 100) =>
        new() { Leaves = leaves, LearningRate = learningRate, Iterations = iterations };

    /// <summary>A logistic regression trainer; further options by <c>with { … }</c>.</summary>
    protected static LogisticRegressionTrainer LogisticRegression(double l1 = 0, double l2 = 1) => new() { L1 = l1, L2 = l2 };

    /// <summary>A push to this branch.</summary>
    protected static Trigger Push(string branch, [CallerFilePath] string file = "", [CallerLineNumber] int line = 0) =>
        new PushTrigger(branch) { Location = SourceLocation.Of(file, line) };

    /// <summary>A pull request: nothing is pushed or deployed from one.</summary>
    protected static Trigger PullRequest { get; } = new PullRequestTrigger();

    /// <summary>A time, as five cron fields in UTC: <c>0 3 * * 1</c> is Mondays at three.</summary>
    protected static Trigger Cron(string expression, [CallerFilePath] string file = "", [CallerLineNumber] int line = 0) =>
        new CronTrigger(expression) { Location = SourceLocation.Of(file, line) };

    private protected sealed override Pipeline Build(FindingList findings)
    {
        var builder = new PipelineBuilder<TRow>(Name, PipelineTask.BinaryClassification, findings);
        Define(builder);
        return builder.ToPipeline();
    }
}

/// <summary>A rule that becomes an expectation of a column once the column is known.</summary>
public delegate Expectation ColumnRule(string column);

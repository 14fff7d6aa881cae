using System.Linq.Expressions;
using System.Runtime.CompilerServices;

namespace MLOpsBuild.Pipelines;

/// <summary>Says what the model must reach on the test rows before it ships.</summary>
public sealed class GateBuilder<TRow>
    where TRow : class
{
    private readonly RowType<TRow> _row;
    private ValidateDefinition _validate = new();

    internal GateBuilder(RowType<TRow> row) => _row = row;

    /// <summary>The metric reaches the bound or more; with <paramref name="confident"/> the lower end of its interval does.</summary>
    public GateBuilder<TRow> AtLeast(Metric metric, double bound, bool confident = false, [CallerFilePath] string file = "", [CallerLineNumber] int line = 0) =>
        Add(new MetricGate(metric, Bound.AtLeast, bound, confident), file, line);

    /// <summary>The metric stays at the bound or below; with <paramref name="confident"/> the upper end of its interval does.</summary>
    public GateBuilder<TRow> AtMost(Metric metric, double bound, bool confident = false, [CallerFilePath] string file = "", [CallerLineNumber] int line = 0) =>
        Add(new MetricGate(metric, Bound.AtMost, bound, confident), file, line);

    /// <summary>Better than predicting the training rows' share of positives for every row, by at least <paramref name="by"/>.</summary>
    public GateBuilder<TRow> BetterThanBaseline(Metric metric, double by, [CallerFilePath] string file = "", [CallerLineNumber] int line = 0) =>
        Add(new BaselineGate(metric, by), file, line);

    /// <summary>Not worse than the champion on the same rows by more than <paramref name="by"/>; without a champion it passes with a notice.</summary>
    public GateBuilder<TRow> NotWorseThanChampion(Metric metric, double by, [CallerFilePath] string file = "", [CallerLineNumber] int line = 0) =>
        Add(new ChampionGate(metric, by), file, line);

    /// <summary>Fair between the groups of a column, for the favourable outcome at the chosen threshold, with the least ratio or the greatest difference.</summary>
    public GateBuilder<TRow> Fair<TValue>(Expression<Func<TRow, TValue>> column, FairnessMetric metric, string favourable, double bound, Grouping? groups = null, int minimumRows = 30, [CallerFilePath] string file = "", [CallerLineNumber] int line = 0) =>
        Add(new FairnessGate(_row.Name(column, SourceLocation.Of(file, line)), groups ?? Grouping.EachValue, metric, favourable, bound, minimumRows), file, line);

    /// <summary>One-row predictions in process within <paramref name="p99"/> at the 99th percentile.</summary>
    public GateBuilder<TRow> Latency(TimeSpan p99, [CallerFilePath] string file = "", [CallerLineNumber] int line = 0) =>
        Add(new LatencyGate(p99), file, line);

    /// <summary>Sets the bootstrap behind the intervals.</summary>
    public GateBuilder<TRow> Intervals(int resamples = 1_000, double confidence = 0.95, int seed = 1)
    {
        _validate = _validate with { Resamples = resamples, Confidence = confidence, Seed = seed };
        return this;
    }

    internal ValidateDefinition ToDefinition() => _validate;

    private GateBuilder<TRow> Add(Gate gate, string file, int line)
    {
        _validate = _validate with { Gates = _validate.Gates.Add(gate with { Location = SourceLocation.Of(file, line) }) };
        return this;
    }
}

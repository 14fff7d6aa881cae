using System.Collections.Immutable;
using MLOpsBuild.Pipelines;

namespace MLOpsBuild.Learning;

/// <summary>The groups of a pipeline's test rows: those of its fairness gates, each analysed once, and those of its other sensitive columns.</summary>
internal sealed class GroupsOfRows(Pipeline pipeline, Table test, ScoredRows rows, BootstrapOptions options)
{
    private readonly Dictionary<string, FairnessResult> _known = [];

    public FairnessResult Of(FairnessGate gate)
    {
        var key = CanonicalText.Of(gate with { Metric = default, Value = 0 });
        if (_known.TryGetValue(key, out var result))
            return result;

        var groups = RowGroups.Of(test, pipeline.Rows.Find(gate.Column)!, gate.Groups);
        return _known[key] = FairnessAnalysis.Of(gate.Column, rows, groups, gate.Favourable, gate.Favourable == pipeline.Rows.Positive, gate.MinimumRows, options);
    }

    /// <summary>In the order of the gates, then of the columns; without a gate, the outcome is that of the first gate or the positive class, and numbers fall into quarters.</summary>
    public ImmutableArray<FairnessResult> All()
    {
        var gates = pipeline.Validate.Gates.OfType<FairnessGate>().ToArray();
        var favourable = gates.FirstOrDefault()?.Favourable ?? pipeline.Rows.Positive;
        var others = pipeline.Rows.Sensitive
            .Where(column => gates.All(gate => gate.Column != column.Name))
            .Select(column => new FairnessGate(column.Name, Quarters(column), default, favourable, 0));
        return [.. gates.Concat(others).Select(Of).Distinct()];
    }

    private Grouping Quarters(Column column)
    {
        if (column.Kind != ColumnKind.Number)
            return Grouping.EachValue;
        var sorted = test.Numbers(column.Name).Where(float.IsFinite).Order().ToArray();
        return new([.. Enumerable.Range(1, sorted.Length == 0 ? 0 : 3).Select(quarter => (double)sorted[quarter * (sorted.Length - 1) / 4]).Distinct()]);
    }
}

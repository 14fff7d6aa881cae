namespace MLOpsBuild.Pipelines;

/// <summary>What can be wrong with gates.</summary>
internal static class GateValidation
{
    public static void Validate(Pipeline pipeline, FindingList findings)
    {
        var validate = pipeline.Validate;
        Options.AtLeast(findings, null, "Intervals(resamples)", validate.Resamples, 100);
        Options.ProperShare(findings, null, "Intervals(confidence)", validate.Confidence);
        if (validate.Gates.IsEmpty)
            findings.Add(FindingCodes.NothingToDo, "Validate", "no gate judges the model", null, "Add one, as in gate.AtLeast(Auc, 0.8).");

        foreach (var gate in validate.Gates)
            Validate(gate, pipeline.Rows, findings);
        foreach (var same in validate.Gates.GroupBy(CanonicalText.Of).Where(group => group.Count() > 1))
            findings.Add(FindingCodes.Duplicate, same.Last().Location, "the same gate stands twice", null, "Keep one of the two.");
    }

    private static void Validate(Gate gate, RowSchema rows, FindingList findings)
    {
        switch (gate)
        {
            case MetricGate { Metric.Key: not "log_loss" } metric:
                Options.Between(findings, metric.Location, $"the bound of {metric.Metric}", metric.Value, 0, 1);
                break;
            case MetricGate metric:
                Options.AtLeast(findings, metric.Location, $"the bound of {metric.Metric}", metric.Value, 0);
                break;
            case BaselineGate baseline:
                Options.AtLeast(findings, baseline.Location, "BetterThanBaseline(by)", baseline.By, 0);
                break;
            case ChampionGate champion:
                Options.AtLeast(findings, champion.Location, "NotWorseThanChampion(by)", champion.By, 0);
                break;
            case LatencyGate latency:
                Options.Above(findings, latency.Location, "Latency(p99) in milliseconds", latency.P99.TotalMilliseconds, 0);
                break;
            case FairnessGate fair:
                Fairness(fair, rows, findings);
                break;
        }
    }

    private static void Fairness(FairnessGate gate, RowSchema rows, FindingList findings)
    {
        Options.Between(findings, gate.Location, "Fair(bound)", gate.Value, 0, 1);
        Options.AtLeast(findings, gate.Location, "Fair(minimumRows)", gate.MinimumRows, 1);
        if (gate.Favourable != rows.Positive && gate.Favourable != rows.Negative)
            findings.Add(FindingCodes.OptionOutOfRange, gate.Location, "the favourable outcome is no word of the label", $"'{gate.Favourable}'", $"Name '{rows.Positive}' or '{rows.Negative}'.");
        if (rows.Find(gate.Column) is not { } column)
            return;
        if (column.Role is ColumnRole.Label or ColumnRole.Unused)
            findings.Add(FindingCodes.WrongRole, gate.Location, "fairness is judged between groups of a feature or a sensitive column", $"{column.Name}, of role {column.Role}", "Mark the property [Sensitive].");
        if (column.Kind == ColumnKind.Number && gate.Groups.Edges.IsEmpty)
            findings.Add(FindingCodes.WrongKind, gate.Location, "a number needs edges to make groups", column.Name, "Give them, as in groups: Groups(30, 45, 60).");
        if (column.Kind != ColumnKind.Number && !gate.Groups.Edges.IsEmpty)
            findings.Add(FindingCodes.WrongKind, gate.Location, "edges make groups of numbers only", $"{column.Name}, a {column.Kind}", "Drop them: each value is a group.");
        if (!gate.Groups.Edges.SequenceEqual(gate.Groups.Edges.Order().Distinct()) || gate.Groups.Edges.Any(edge => !double.IsFinite(edge)))
            findings.Add(FindingCodes.OptionOutOfRange, gate.Location, "the edges of groups are finite and ascend", string.Join(", ", gate.Groups.Edges.Select(edge => FormattableString.Invariant($"{edge}"))), "Sort them, each once.");
    }
}

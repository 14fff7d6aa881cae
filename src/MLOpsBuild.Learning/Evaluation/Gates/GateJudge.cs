using System.Globalization;
using MLOpsBuild.Pipelines;

namespace MLOpsBuild.Learning;

/// <summary>Judges gates on what was measured.</summary>
internal sealed class GateJudge(Measurements measured)
{
    public GateResult Judge(Gate gate) => gate switch
    {
        MetricGate metric => Judge(metric),
        BaselineGate baseline => Judge(baseline),
        ChampionGate champion => Judge(champion),
        FairnessGate fairness => Judge(fairness),
        LatencyGate latency => Judge(latency),
        _ => throw new ArgumentOutOfRangeException(nameof(gate), gate.GetType().Name, "No judge for this gate."),
    };

    private GateResult Judge(MetricGate gate)
    {
        var estimate = measured.Metric(gate.Metric);
        var atLeast = gate.Bound == Bound.AtLeast;
        var judged = !gate.Confident ? estimate.Value : estimate.Interval is not { } interval ? double.NaN : atLeast ? interval.Low : interval.High;
        var sure = gate.Confident ? string.Create(CultureInfo.InvariantCulture, $" at the {(atLeast ? "lower" : "upper")} end of the {measured.Confidence * 100:0.##} % interval") : "";
        return new GateResult
        {
            Name = $"{gate.Metric.Key} {(atLeast ? ">=" : "<=")} {GateText.Bound(gate.Value)}{sure}",
            Passed = atLeast ? judged >= gate.Value : judged <= gate.Value,
            Value = estimate.Value,
            Interval = estimate.Interval,
            Bound = gate.Value,
            Side = gate.Bound,
            Note = double.IsNaN(judged) ? measured.WhyUndefined : null,
            Where = Where(gate),
            Fix = $"{(atLeast ? "Lower" : "Raise")} the gate or retrain.",
        };
    }

    private GateResult Judge(BaselineGate gate)
    {
        var estimate = measured.Metric(gate.Metric);
        return new GateResult
        {
            Name = $"{gate.Metric.Key} better than the baseline by >= {GateText.Bound(gate.By)}",
            Passed = estimate.OverBaseline!.Value >= gate.By,
            Value = estimate.OverBaseline.Value,
            Interval = estimate.OverBaseline.Interval,
            Bound = gate.By,
            Side = Bound.AtLeast,
            Note = double.IsNaN(estimate.OverBaseline.Value) ? measured.WhyUndefined : $"{GateText.Value(estimate.Value)} against {GateText.Value(estimate.Baseline)} of predicting {GateText.Value(measured.TrainingShare)} for every row.",
            Where = Where(gate),
            Fix = "Look for features that tell more, lower the gate, or retrain.",
        };
    }

    private GateResult Judge(ChampionGate gate)
    {
        var estimate = measured.Metric(gate.Metric);
        var result = new GateResult
        {
            Name = $"{gate.Metric.Key} not worse than the champion by > {GateText.Bound(gate.By)}",
            Passed = true,
            Value = double.NaN,
            Bound = -gate.By,
            Side = Bound.AtLeast,
            Note = "There is no champion yet, so this gate passes.",
            Where = Where(gate),
            Fix = "Retrain, or allow more.",
        };
        if (measured.ChampionProblem is { } problem)
            return result with { Passed = false, Note = problem, Fix = "Compare by hand and take this gate out for one release." };
        if (estimate.OverChampion is not { } gain)
            return result;

        var note = double.IsNaN(gain.Value) ? measured.WhyUndefined : $"{GateText.Value(estimate.Value)} against the champion's {GateText.Value(estimate.Champion!.Value)} on the same rows.";
        return result with { Passed = gain.Value >= -gate.By, Value = gain.Value, Interval = gain.Interval, Note = note };
    }

    private GateResult Judge(FairnessGate gate)
    {
        var ratio = FairnessMeasures.IsRatio(gate.Metric);
        var groups = measured.Groups(gate);
        var measure = groups.Measures.Single(measure => measure.Metric == FairnessMeasures.Key(gate.Metric));
        return new GateResult
        {
            Name = $"{measure.Metric} by {gate.Column} {(ratio ? ">=" : "<=")} {GateText.Bound(gate.Value)}",
            Passed = ratio ? measure.Value >= gate.Value : measure.Value <= gate.Value,
            Value = measure.Value,
            Interval = measure.Interval,
            Bound = gate.Value,
            Side = ratio ? Bound.AtLeast : Bound.AtMost,
            Note = FairnessNote.Of(gate.Metric, groups),
            Where = Where(gate),
            Fix = double.IsNaN(measure.Value)
                ? "Bring more rows of each group, make groups wider, or judge smaller ones with minimumRows."
                : "Choose another threshold rule or other features, or state another bound and why.",
        };
    }

    private GateResult Judge(LatencyGate gate) => new()
    {
        Name = string.Create(CultureInfo.InvariantCulture, $"latency p99 <= {gate.P99.TotalMilliseconds:0.###} ms"),
        Passed = measured.Latency.P99 <= gate.P99.TotalMilliseconds,
        Value = measured.Latency.P99,
        Bound = gate.P99.TotalMilliseconds,
        Side = Bound.AtMost,
        Unit = "ms",
        Note = string.Create(CultureInfo.InvariantCulture, $"Median {measured.Latency.P50:0.0000} ms; {measured.Latency.Predictions:N0} one-row predictions in process, the quietest of {measured.Latency.Rounds} rounds."),
        Where = Where(gate),
        Fix = "Use fewer or smaller trees, or allow more time.",
    };

    private static string Where(Gate gate) => gate.Location?.ToString() ?? "the definition";
}

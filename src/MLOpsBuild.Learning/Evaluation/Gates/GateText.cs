using System.Globalization;
using MLOpsBuild.Pipelines;

namespace MLOpsBuild.Learning;

/// <summary>How gates are told to people.</summary>
internal static class GateText
{
    /// <summary>A bound with two decimals or as many as it needs.</summary>
    public static string Bound(double value) => value.ToString("0.00####", CultureInfo.InvariantCulture);

    /// <summary>A measured value with four decimals.</summary>
    public static string Value(double value) => double.IsNaN(value) ? "undefined" : value.ToString("0.0000", CultureInfo.InvariantCulture);

    /// <summary>An interval with three decimals.</summary>
    public static string Text(this Interval interval) => string.Create(CultureInfo.InvariantCulture, $"[{interval.Low:0.000}, {interval.High:0.000}]");

    /// <summary>What was measured, with unit, interval and note: <c>0.7812 [0.752, 0.809]</c>.</summary>
    public static string Measured(this GateResult gate)
    {
        var unit = gate.Unit.Length == 0 ? "" : " " + gate.Unit;
        var interval = gate.Interval is null ? "" : " " + gate.Interval.Text();
        return Value(gate.Value) + unit + interval;
    }

    /// <summary>A failed gate as a finding: what was asked and measured, on which rows, and why.</summary>
    public static Finding ToFinding(this GateResult gate, EvaluationRows rows) => new(
        FindingCodes.GateFailed,
        $"Gate {gate.Name} failed: {gate.Measured()}{(gate.Unit.Length == 0 ? $" on {rows}" : "")}{(gate.Note is null ? "" : ". " + gate.Note.TrimEnd('.'))}",
        gate.Where,
        null,
        gate.Fix);

    /// <summary>One line for the log: <c>passed  auc >= 0.80: 0.8412 [0.812, 0.869] (CreditScoring.cs:41)</c>.</summary>
    public static string Line(this GateResult gate) =>
        $"{(gate.Passed ? "passed" : "FAILED")}  {gate.Name}: {gate.Measured()} ({gate.Where}){(gate.Note is null ? "" : ". " + gate.Note)}";
}

using static MLOpsBuild.Learning.Reporting.Page;

namespace MLOpsBuild.Learning.Reporting;

/// <summary>Each gate with its value, interval, bound and place in the definition.</summary>
internal static class GatesSection
{
    public static Element Of(Evaluation evaluation) => Section(
        "gates",
        "Gates",
        Table("cards gates", "What the model had to reach", ["Gate", "Measured", "", "Verdict"], evaluation.Gates.Select(Row)));

    private static Element Row(GateResult gate) => Page.Row(
        [("data-gate", gate.Name), ("data-passed", gate.Passed ? "true" : "false")],
        Head(gate.Name, El("span", [("class", "note")], gate.Note is null ? "" : gate.Note + " ", El("span", [("class", "where")], gate.Where))),
        Cell("Measured", Measured(gate), "value", gate.Value, gate.Interval is null ? "" : El("span", [("class", "interval")], Format.Range(gate.Interval))),
        Text("", "strip-cell", double.IsFinite(gate.Value) ? Strip.Of(gate) : ""),
        Text("Verdict", "verdict-cell", El("span", [("class", gate.Passed ? "badge good" : "badge bad")], gate.Passed ? "passed" : "failed")));

    private static string Measured(GateResult gate) => gate.Unit == "ms" ? Format.Milliseconds(gate.Value) : Format.Value(gate.Value);
}

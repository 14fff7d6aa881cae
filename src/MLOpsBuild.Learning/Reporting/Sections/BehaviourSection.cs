using System.Collections.Immutable;
using static MLOpsBuild.Learning.Reporting.Page;

namespace MLOpsBuild.Learning.Reporting;

/// <summary>How the model behaved in its tests.</summary>
internal static class BehaviourSection
{
    public static Element? Of(ImmutableArray<BehaviourLine> lines) => lines.IsEmpty
        ? null
        : Section(
            "behaviour",
            "Behaviour",
            Table(
                "cards behaviour",
                $"{lines.Count(line => line.Passed)} of {lines.Length} tests passed",
                ["Test", "Result", "Verdict"],
                lines.Select(line => Row(
                    [("data-test", line.Name), ("data-passed", line.Passed ? "true" : "false")],
                    Head(line.Name),
                    Text("Result", "detail", El("span", line.Detail)),
                    Text("Verdict", "verdict-cell", El("span", [("class", line.Passed ? "badge good" : "badge bad")], line.Passed ? "passed" : "failed"))))));
}

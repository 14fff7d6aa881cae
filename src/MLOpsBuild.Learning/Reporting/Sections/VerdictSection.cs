using static MLOpsBuild.Learning.Reporting.Page;

namespace MLOpsBuild.Learning.Reporting;

/// <summary>The verdict, its reasons and the key figures.</summary>
internal static class VerdictSection
{
    public static Element Of(Evaluation evaluation)
    {
        var failed = evaluation.Gates.Where(gate => !gate.Passed).ToArray();
        var auc = evaluation.Metrics.Single(metric => metric.Metric == "auc");
        return El(
            "header",
            [("class", "top")],
            El("p", [("class", "eyebrow")], "Model report"),
            El("h1", evaluation.Pipeline),
            El(
                "div",
                [("class", evaluation.Passed ? "verdict good" : "verdict bad"), ("data-verdict", evaluation.Passed ? "passed" : "failed")],
                El("p", [("class", "word")], Headline(evaluation, failed.Length)),
                failed.Length == 0 ? Reason(auc, evaluation) : El("ul", [("class", "reasons")], [.. failed.Select(Reason)])),
            El(
                "dl",
                [("class", "figures")],
                Figure("AUC", Format.Value(auc.Value), Format.Range(auc.Interval)),
                Figure("Threshold", Format.Value(evaluation.Threshold), $"'{evaluation.Rows.Positive}' at or above"),
                Figure("Test rows", Format.Count(evaluation.Rows.Count), $"{Format.Percent(evaluation.Rows.Positives / (double)evaluation.Rows.Count)} '{evaluation.Rows.Positive}'"),
                Figure("One row, p99", Format.Milliseconds(evaluation.Latency.P99), "in process"),
                Figure("Model", Format.Bytes(evaluation.ModelBytes), "on disk")));
    }

    private static string Headline(Evaluation evaluation, int failed) =>
        failed == 0 ? $"Passed {(evaluation.Gates.Length == 1 ? "the gate" : $"all {evaluation.Gates.Length} gates")}" : $"Failed {failed} of {evaluation.Gates.Length} gates";

    private static Element Reason(MetricEstimate auc, Evaluation evaluation) =>
        El("p", $"AUC {Format.Value(auc.Value)} on {evaluation.Rows}, every gate on the right side of its bound. This model may be packaged.");

    private static Element Reason(GateResult gate) =>
        El("li", El("strong", gate.Name), $": {gate.Measured()}{(gate.Note is null ? "." : ". " + gate.Note)} ", El("span", [("class", "where")], gate.Where));

    private static Element Figure(string name, string value, string detail) =>
        El("div", El("dt", name), El("dd", [("class", "value")], value), El("dd", [("class", "detail")], detail));
}

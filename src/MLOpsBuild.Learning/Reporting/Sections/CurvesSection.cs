using static MLOpsBuild.Learning.Reporting.Page;

namespace MLOpsBuild.Learning.Reporting;

/// <summary>ROC, precision-recall and calibration curves.</summary>
internal static class CurvesSection
{
    public static Element Of(Evaluation evaluation) => Section(
        "curves",
        "Curves",
        El(
            "div",
            [("class", "charts")],
            evaluation.Roc.IsEmpty ? El("p", "The test rows hold one class, so there is no ROC curve.") : Roc(evaluation),
            evaluation.PrecisionRecall.IsEmpty ? El("p", "The test rows hold no positives, so there is no precision-recall curve.") : PrecisionRecall(evaluation),
            Calibration(evaluation)));

    private static Element Roc(Evaluation evaluation)
    {
        var c = evaluation.Confusion;
        double falseRate = c.FalsePositives / (double)(c.FalsePositives + c.TrueNegatives);
        return Figure("ROC", $"AUC {Value(evaluation, "auc")}. The point is the threshold.", new Plot
        {
            Label = $"ROC curve with an area of {Value(evaluation, "auc")}. At the threshold {Format.Percent(c.Recall)} of positives are found and {Format.Percent(falseRate)} of negatives are flagged.",
            XTitle = "false positive rate",
            YTitle = "true positive rate",
            Marks =
            [
                Plot.Path("area", [.. evaluation.Roc, new(1, 0)], closed: true),
                Plot.Line("reference", 0, 0, 1, 1),
                Plot.Path("curve", evaluation.Roc),
                Plot.Dot("point", falseRate, c.Recall, 5),
            ],
        });
    }

    private static Element PrecisionRecall(Evaluation evaluation)
    {
        var c = evaluation.Confusion;
        var share = evaluation.Rows.Positives / (double)evaluation.Rows.Count;
        return Figure("Precision and recall", $"Average precision {Value(evaluation, "pr_auc")}; the dashed line is the share of positives, {Format.Percent(share)}.", new Plot
        {
            Label = $"Precision-recall curve with an average precision of {Value(evaluation, "pr_auc")}. At the threshold precision is {Format.Percent(c.Precision)} and recall {Format.Percent(c.Recall)}.",
            XTitle = "recall",
            YTitle = "precision",
            Marks =
            [
                Plot.Line("reference", 0, share, 1, share),
                Plot.Path("curve", evaluation.PrecisionRecall),
                .. double.IsNaN(c.Precision) ? Array.Empty<Element>() : [Plot.Dot("point", c.Recall, c.Precision, 5)],
            ],
        });
    }

    private static Element Calibration(Evaluation evaluation)
    {
        var bins = evaluation.Calibration.Select(bin => (bin.Predicted, bin.Observed, bin.Rows, Range: Wilson.Of(bin.Observed, bin.Rows))).ToArray();
        return Figure("Calibration", $"Expected calibration error {Value(evaluation, "calibration_error")}, ten bins of equal size with 95\u00A0% Wilson intervals.", new Plot
        {
            Label = $"Calibration curve: predicted probability against the observed share of positives in ten bins; expected calibration error {Value(evaluation, "calibration_error")}.",
            XTitle = "predicted probability",
            YTitle = "observed share",
            Marks =
            [
                Plot.Line("reference", 0, 0, 1, 1),
                .. bins.Select(bin => Plot.Line("whisker", bin.Predicted, bin.Range.Low, bin.Predicted, bin.Range.High)),
                Plot.Path("curve", bins.Select(bin => new CurvePoint(bin.Predicted, bin.Observed))),
                .. bins.Select(bin => Plot.Dot("point small", bin.Predicted, bin.Observed, 3.5, $"{Format.Count(bin.Rows)} rows: predicted {Format.Percent(bin.Predicted)}, observed {Format.Percent(bin.Observed)}")),
            ],
        });
    }

    private static string Value(Evaluation evaluation, string metric) => Format.Value(evaluation.Metrics.Single(estimate => estimate.Metric == metric).Value);

    private static Element Figure(string title, string caption, Plot plot) =>
        El("figure", El("h3", title), plot.Draw(), El("figcaption", caption));
}

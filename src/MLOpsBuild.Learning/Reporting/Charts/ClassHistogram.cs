using System.Collections.Immutable;
using static MLOpsBuild.Learning.Reporting.Page;

namespace MLOpsBuild.Learning.Reporting;

/// <summary>Probabilities by class: the share of the positive class in each bin upwards, of the negative class downwards, and the threshold across.</summary>
internal static class ClassHistogram
{
    private const double Left = 14, Width = 392, Top = 24, Height = 216;

    public static Element Draw(Evaluation evaluation)
    {
        var (rows, scores) = (evaluation.Rows, evaluation.Scores);
        double[] up = Shares(scores.Positives), down = Shares(scores.Negatives);
        var unit = Height / Math.Max(up.Max() + down.Max(), 1e-9); // of a share, the same both ways
        var middle = Top + (up.Max() * unit);
        const double Foot = Top + Height;
        var bar = Width / ScoreHistogram.Bins;
        var threshold = Left + (evaluation.Threshold * Width);
        var label = $"Probabilities by class with the threshold at {Format.Value(evaluation.Threshold)}: above the line the share of '{rows.Positive}' rows, below it that of '{rows.Negative}' rows.";

        return El(
            "svg",
            [("viewBox", $"0 0 {Format.Point(Left + Width + 14)} 290"), ("role", "img"), ("aria-label", label), ("class", "plot")],
            [
                .. up.Select((share, bin) => Svg.Box("bar positive", X(bin), middle - (share * unit), bar - 2, share * unit, Title(rows.Positive, scores.Positives, bin))),
                .. down.Select((share, bin) => Svg.Box("bar negative", X(bin), middle, bar - 2, share * unit, Title(rows.Negative, scores.Negatives, bin))),
                Svg.Line("rule", Left, middle, Left + Width, middle),
                Svg.Line("threshold", threshold, 4, threshold, Foot + 4),
                Svg.Text(evaluation.Threshold > 0.6 ? "tick end strong" : "tick strong", threshold + (evaluation.Threshold > 0.6 ? -6 : 6), 14, $"threshold {Format.Point(evaluation.Threshold)}"),
                .. new[] { 0, 0.25, 0.5, 0.75, 1 }.Select(tick => Svg.Text(tick == 0 ? "tick" : tick == 1 ? "tick end" : "tick middle", Left + (tick * Width), Foot + 20, Format.Point(tick))),
                Svg.Text("axis middle", Left + (Width / 2), Foot + 42, $"probability of '{rows.Positive}'"),
            ]);

        double X(int bin) => Left + (bin * bar) + 1;
    }

    private static double[] Shares(ImmutableArray<int> counts)
    {
        double all = Math.Max(counts.Sum(), 1);
        return [.. counts.Select(count => count / all)];
    }

    private static string Title(string word, ImmutableArray<int> counts, int bin) =>
        $"{Format.Count(counts[bin])} of {Format.Count(counts.Sum())} '{word}' rows from {Format.Point(bin / (double)ScoreHistogram.Bins)} to {Format.Point((bin + 1) / (double)ScoreHistogram.Bins)}";
}

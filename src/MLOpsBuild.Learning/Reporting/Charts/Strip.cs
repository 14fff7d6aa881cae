using static MLOpsBuild.Learning.Reporting.Page;

namespace MLOpsBuild.Learning.Reporting;

/// <summary>A value and its interval on a line, with a mark for a bound: the small drawing beside a number.</summary>
internal static class Strip
{
    private const double Width = 150, Height = 18, Margin = 6;

    /// <summary>A strip from <paramref name="low"/> to <paramref name="high"/>; numbers stand beside it, so it is hidden from screen readers.</summary>
    public static Element Draw(double value, Interval? interval, double? bound, double low, double high, string css)
    {
        var middle = Height / 2;
        List<Element> marks = [Svg.Line("rule", Margin, middle, Width - Margin, middle)];
        if (bound is { } mark && double.IsFinite(mark))
            marks.Add(Svg.Line("bound", X(mark), 2, X(mark), Height - 2));
        if (interval is not null)
            marks.Add(Svg.Line("whisker " + css, X(interval.Low), middle, X(interval.High), middle));
        if (double.IsFinite(value))
            marks.Add(Svg.Dot("dot " + css, X(value), middle, 4));
        return El("svg", [("class", "strip"), ("viewBox", $"0 0 {Format.Point(Width)} {Format.Point(Height)}"), ("aria-hidden", "true")], [.. marks]);

        double X(double at) => Margin + (Math.Clamp((at - low) / (high - low), 0, 1) * (Width - (2 * Margin)));
    }

    /// <summary>A gate's strip, as wide as its value, interval and bound need.</summary>
    public static Element Of(GateResult gate)
    {
        double[] all = [gate.Bound, .. double.IsFinite(gate.Value) ? [gate.Value] : Array.Empty<double>(), .. gate.Interval is { } range ? [range.Low, range.High] : Array.Empty<double>()];
        var span = Math.Max(all.Max() - all.Min(), 1e-6);
        return Draw(gate.Value, gate.Interval, gate.Bound, all.Min() - (span * 0.2), all.Max() + (span * 0.2), gate.Passed ? "good" : "bad");
    }
}

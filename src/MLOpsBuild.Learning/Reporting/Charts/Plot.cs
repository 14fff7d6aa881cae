using static MLOpsBuild.Learning.Reporting.Page;

namespace MLOpsBuild.Learning.Reporting;

/// <summary>A square drawing with both axes from 0 to 1, in its own units of about a pixel.</summary>
internal sealed record Plot
{
    private const double Left = 44, Top = 14, Side = 290, Right = 14, Bottom = 46;
    private const double Width = Left + Side + Right, Height = Top + Side + Bottom;

    /// <summary>What is seen, for those who do not see it.</summary>
    public required string Label { get; init; }

    public required string XTitle { get; init; }

    public required string YTitle { get; init; }

    /// <summary>What is drawn over the grid.</summary>
    public required Element[] Marks { get; init; }

    public static double X(double value) => Left + (value * Side);

    public static double Y(double value) => Top + ((1 - value) * Side);

    public Element Draw() => El(
        "svg",
        [("viewBox", $"0 0 {Format.Point(Width)} {Format.Point(Height)}"), ("role", "img"), ("aria-label", Label), ("class", "plot")],
        [.. Ticks(), .. Marks, .. Titles()]);

    public static Element Line(string css, double x1, double y1, double x2, double y2) =>
        Svg.Line(css, X(x1), Y(y1), X(x2), Y(y2));

    public static Element Dot(string css, double x, double y, double radius, string? title = null) =>
        Svg.Dot(css, X(x), Y(y), radius, title);

    /// <summary>Straight lines through points, those on a straight line with both neighbours left out.</summary>
    public static Element Path(string css, IEnumerable<CurvePoint> points, bool closed = false)
    {
        var corners = Corners([.. points]).Select(point => $"{Format.Point(X(point.X))},{Format.Point(Y(point.Y))}");
        return El(closed ? "polygon" : "polyline", [("class", css), ("points", string.Join(' ', corners))]);
    }

    private static IEnumerable<CurvePoint> Corners(CurvePoint[] points) => points.Where((point, i) =>
        i == 0 || i == points.Length - 1
        || ((point.X - points[i - 1].X) * (points[i + 1].Y - point.Y)) != ((point.Y - points[i - 1].Y) * (points[i + 1].X - point.X)));

    private static IEnumerable<Element> Ticks()
    {
        foreach (var tick in (double[])[0, 0.25, 0.5, 0.75, 1])
        {
            var text = Format.Point(tick);
            yield return Line("grid", 0, tick, 1, tick);
            yield return Line("grid", tick, 0, tick, 1);
            yield return Svg.Text("tick end", X(0) - 7, Y(tick) + 4, text);
            yield return Svg.Text(tick == 1 ? "tick end" : "tick middle", X(tick) + (tick == 1 ? 4 : 0), Y(0) + 17, text);
        }
    }

    private IEnumerable<Element> Titles()
    {
        yield return Svg.Text("axis middle", X(0.5), Y(0) + 38, XTitle);
        yield return El("text", [("class", "axis middle"), ("transform", $"translate(11 {Format.Point(Y(0.5))}) rotate(-90)")], YTitle);
    }
}

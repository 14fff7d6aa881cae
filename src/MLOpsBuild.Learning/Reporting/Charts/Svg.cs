using static MLOpsBuild.Learning.Reporting.Page;

namespace MLOpsBuild.Learning.Reporting;

/// <summary>Shapes in the units of a drawing; colours come from classes, so that they follow light and dark.</summary>
internal static class Svg
{
    public static Element Line(string css, double x1, double y1, double x2, double y2) =>
        El("line", [("class", css), ("x1", Format.Point(x1)), ("y1", Format.Point(y1)), ("x2", Format.Point(x2)), ("y2", Format.Point(y2))]);

    public static Element Dot(string css, double x, double y, double radius, string? title = null) =>
        El("circle", [("class", css), ("cx", Format.Point(x)), ("cy", Format.Point(y)), ("r", Format.Point(radius))], Title(title));

    public static Element Box(string css, double x, double y, double width, double height, string? title = null) =>
        El("rect", [("class", css), ("x", Format.Point(x)), ("y", Format.Point(y)), ("width", Format.Point(width)), ("height", Format.Point(height))], Title(title));

    public static Element Text(string css, double x, double y, string text) =>
        El("text", [("class", css), ("x", Format.Point(x)), ("y", Format.Point(y))], text);

    private static Node[] Title(string? title) => title is null ? [] : [El("title", title)];
}

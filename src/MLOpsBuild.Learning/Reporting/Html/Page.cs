namespace MLOpsBuild.Learning.Reporting;

/// <summary>Short names for building pages.</summary>
internal static class Page
{
    /// <summary>An element with children.</summary>
    public static Element El(string tag, params Node[] children) => new(tag, [], children);

    /// <summary>An element with attributes, those of value null left out, and children.</summary>
    public static Element El(string tag, (string Name, string? Value)[] attributes, params Node[] children) => new(tag, attributes, children);

    /// <summary>A section with an id to link to and a heading that names it.</summary>
    public static Element Section(string id, string title, params Node[] children) =>
        El("section", [("id", id), ("aria-labelledby", id + "-title")], [El("h2", [("id", id + "-title")], title), .. children]);

    /// <summary>A machine-readable number with its text for people.</summary>
    public static Element Number(string tag, string text, string field, double? value, string? css = null) =>
        El(tag, [("class", css is null ? "num" : "num " + css), ("data-field", field), ("data-value", value is { } number && double.IsFinite(number) ? Format.Exact(number) : null)], text);

    /// <summary>A table whose rows become cards on a narrow screen; roles are stated because a changed display drops them.</summary>
    public static Element Table(string css, string caption, string[] heads, IEnumerable<Element> rows) => El(
        "table",
        [("class", css), ("role", "table")],
        El("caption", caption),
        El("thead", [("role", "rowgroup")], El("tr", [("role", "row")], [.. heads.Select(head => El("th", [("scope", "col"), ("role", "columnheader")], head))])),
        El("tbody", [("role", "rowgroup")], [.. rows]));

    /// <summary>A row of <see cref="Table"/>.</summary>
    public static Element Row((string Name, string? Value)[] attributes, params Node[] cells) => El("tr", [("role", "row"), .. attributes], cells);

    /// <summary>The cell that names its row.</summary>
    public static Element Head(params Node[] children) => El("th", [("scope", "row"), ("role", "rowheader")], children);

    /// <summary>A cell with a number; <paramref name="label"/> stands before it on a narrow screen.</summary>
    public static Element Cell(string label, string text, string field, double? value, params Node[] more) => El(
        "td",
        [("class", "num"), ("role", "cell"), ("data-label", label), ("data-field", field), ("data-value", value is { } number && double.IsFinite(number) ? Format.Exact(number) : null)],
        [El("span", text), .. more]);

    /// <summary>A cell with text.</summary>
    public static Element Text(string label, string css, params Node[] children) => El("td", [("class", css), ("role", "cell"), ("data-label", label)], children);
}

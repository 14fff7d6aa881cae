using System.Text;

namespace MLOpsBuild.Components;

/// <summary>Texts from outside inside Markdown: shown as they are, on one line.</summary>
internal static class MarkdownText
{
    private const string Special = "\\`*_{}[]<>#|~&";

    public static string Of(string text)
    {
        var shown = new StringBuilder(text.Length);
        foreach (var letter in text)
        {
            if (Special.Contains(letter, StringComparison.Ordinal))
                shown.Append('\\');
            shown.Append(char.IsControl(letter) ? ' ' : letter);
        }

        return shown.ToString();
    }

    /// <summary>A table; cells are texts from outside.</summary>
    public static string Table(IReadOnlyList<string> head, IEnumerable<IReadOnlyList<string>> rows) => string.Join('\n',
        [Row(head), "|" + string.Concat(head.Select(_ => "---|")), .. rows.Select(Row)]);

    private static string Row(IReadOnlyList<string> cells) => $"| {string.Join(" | ", cells.Select(Of))} |";
}

using System.Text;

namespace MLOpsBuild.Emitters;

/// <summary>The difference of two texts as people read it, after <c>diff -u</c>.</summary>
public static class UnifiedDiff
{
    private const int Context = 3;

    /// <summary>Empty when the texts are the same.</summary>
    public static string Of(string before, string after, string beforeName, string afterName)
    {
        var edits = LineEdits.Between(Lines(before), Lines(after));
        if (edits.All(edit => edit.Sign == ' '))
            return "";

        var text = new StringBuilder().Append("--- ").Append(beforeName).Append('\n').Append("+++ ").Append(afterName).Append('\n');
        foreach (var (start, end) in Hunks(edits))
            Write(text, edits, start, end);
        return text.ToString();
    }

    private static string[] Lines(string text)
    {
        if (text.Length == 0)
            return [];
        var lines = text.Split('\n');
        return text.EndsWith('\n') ? lines[..^1] : [.. lines[..^1], lines[^1] + "\n\\ No newline at end of file"];
    }

    private static IEnumerable<(int Start, int End)> Hunks(List<LineEdit> edits)
    {
        int? start = null;
        var end = 0;
        for (var i = 0; i < edits.Count; i++)
        {
            if (edits[i].Sign == ' ')
                continue;
            if (start is { } open && i - Context > end)
            {
                yield return (open, end);
                start = null;
            }

            start ??= Math.Max(0, i - Context);
            end = Math.Min(edits.Count, i + Context + 1);
        }

        if (start is { } last)
            yield return (last, end);
    }

    private static void Write(StringBuilder text, List<LineEdit> edits, int start, int end)
    {
        var hunk = edits.Skip(start).Take(end - start).ToArray();
        text.Append("@@ -").Append(Range(edits, start, hunk, '+')).Append(" +").Append(Range(edits, start, hunk, '-')).Append(" @@\n");
        foreach (var edit in hunk)
            text.Append(edit.Sign).Append(edit.Line).Append('\n');
    }

    private static string Range(List<LineEdit> edits, int start, LineEdit[] hunk, char other)
    {
        var count = hunk.Count(edit => edit.Sign != other);
        var line = edits.Take(start).Count(edit => edit.Sign != other) + (count == 0 ? 0 : 1);
        return FormattableString.Invariant(count == 1 ? (FormattableString)$"{line}" : $"{line},{count}");
    }
}

using System.Text;

namespace MLOpsBuild.Learning.Reporting;

/// <summary>Pages as text: every text and attribute is escaped, and characters that HTML forbids become U+FFFD.</summary>
internal static class HtmlWriter
{
    private static readonly HashSet<string> Void = ["meta", "link", "br"];

    private static readonly HashSet<string> Lines = ["html", "head", "body", "header", "main", "footer", "nav", "section", "table", "thead", "tbody", "tr", "svg", "ul", "dl", "figure"];

    public static string Document(Element html)
    {
        var text = new StringBuilder("<!doctype html>\n");
        Write(text, html);
        return text.Append('\n').ToString();
    }

    private static void Write(StringBuilder text, Node node)
    {
        switch (node)
        {
            case TextNode plain:
                Escape(text, plain.Text);
                break;
            case StyleNode style:
                text.Append("<style>\n").Append(style.Css.Replace("</", "<\\/", StringComparison.Ordinal)).Append("</style>");
                break;
            case Element element:
                Write(text, element);
                break;
        }
    }

    private static void Write(StringBuilder text, Element element)
    {
        text.Append('<').Append(element.Tag);
        foreach (var (name, value) in element.Attributes)
        {
            if (value is null)
                continue;
            text.Append(' ').Append(name).Append("=\"");
            Escape(text, value);
            text.Append('"');
        }

        text.Append('>');
        if (Void.Contains(element.Tag))
            return;

        var lines = Lines.Contains(element.Tag);
        foreach (var child in element.Children)
        {
            if (lines)
                text.Append('\n');
            Write(text, child);
        }

        text.Append(lines ? "\n</" : "</").Append(element.Tag).Append('>');
    }

    private static void Escape(StringBuilder text, string value)
    {
        foreach (var rune in value.EnumerateRunes()) // a lone surrogate comes as U+FFFD
        {
            switch (rune.Value)
            {
                case '&': text.Append("&amp;"); break;
                case '<': text.Append("&lt;"); break;
                case '>': text.Append("&gt;"); break;
                case '"': text.Append("&quot;"); break;
                case '\'': text.Append("&#39;"); break;
                case < 0x20 and not ('\t' or '\n') or (>= 0x7F and < 0xA0): text.Append('\uFFFD'); break;
                default: text.Append(rune.ToString()); break;
            }
        }
    }
}

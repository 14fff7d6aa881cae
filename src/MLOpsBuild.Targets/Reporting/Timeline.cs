using System.Globalization;
using System.Text;
using System.Xml;
using System.Xml.Linq;

namespace MLOpsBuild.Targets;

/// <summary>The report for people: one self-contained page with a bar for each target.</summary>
internal static class Timeline
{
    private const int MostMarks = 6;
    private const double LastMark = 0.9;
    private static readonly double[] Steps = [1, 2, 5, 10];

    public static byte[] Write(RunReport report)
    {
        var title = $"{Verdict(report)} in {Durations.Write(report.Total)}";
        var page = new XElement("html", new XAttribute("lang", "en"),
            new XElement("head",
                new XElement("meta", new XAttribute("charset", "utf-8")),
                new XElement("meta", new XAttribute("name", "viewport"), new XAttribute("content", "width=device-width, initial-scale=1")),
                new XElement("title", title),
                new XElement("style", StyleSheet())),
            new XElement("body",
                new XElement("header", Class(report.Result),
                    new XElement("h1", title),
                    new XElement("p", About(report))),
                report.Targets.Where(target => target.Error is not null).Select(Failure),
                new XElement("main", Marks(report.Total), new XElement("ol", report.Targets.Select(target => Row(target, report.Total))))));
        return Encoding.UTF8.GetBytes("<!DOCTYPE html>\n" + Text(page) + "\n");
    }

    private static string Verdict(RunReport report) => report.Result switch
    {
        "done" => "Done",
        "failed" => "Failed",
        _ => "Interrupted",
    };

    private static string About(RunReport report)
    {
        var ran = report.Targets.Count(target => target.Status == "succeeded");
        var started = report.Started.ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture);
        return $"{report.Targets.Count} {(report.Targets.Count == 1 ? "target" : "targets")}, {ran} succeeded. Started {started} UTC on {report.Host}, {(report.Parallel == 1 ? "one at a time" : $"up to {report.Parallel} at once")}.";
    }

    private static XElement Failure(ReportedTarget target) =>
        new("section", new XElement("h2", $"{target.Name} failed"), new XElement("pre", target.Error));

    private static XElement Row(ReportedTarget target, TimeSpan total) =>
        new("li", Class(target.Status.Replace(' ', '-')),
            new XElement("div", Class("head"),
                new XElement("span", Class("name"), target.Description is null ? null : new XAttribute("title", target.Description), target.Name),
                new XElement("span", Class("status"), target.Status)),
            new XElement("div", Class("track"), Bar(target, total)),
            new XElement("span", Class("time"), target.Start is null ? "" : Durations.Write(target.Duration)),
            new XElement("p", Class("why"), Details(target)));

    private static XElement Bar(ReportedTarget target, TimeSpan total) =>
        target.Start is { } start
            ? new XElement("span", Class("bar"), new XAttribute("style", $"left:{Share(start, total)};width:{Share(target.Duration, total)}"), "")
            : new XElement("span", "");

    private static string Details(ReportedTarget target)
    {
        string?[] parts = [target.Reason, target.Attempts > 1 ? $"{target.Attempts} attempts" : null, target.Why, .. target.Facts.Select(fact => $"{fact.Key}: {fact.Value}")];
        return string.Join(" · ", parts.OfType<string>());
    }

    private static XElement Marks(TimeSpan total)
    {
        var step = Step(total.TotalSeconds);
        return new XElement("div", Class("marks"), new XElement("div", Class("track"),
            Enumerable.Range(0, (int)(total.TotalSeconds / step) + 1).Select(i => TimeSpan.FromSeconds(i * step)).Where(at => at < total * LastMark).Select(at =>
                new XElement("span", new XAttribute("style", $"left:{Share(at, total)}"), at == TimeSpan.Zero ? "0" : Durations.Write(at)))));
    }

    /// <summary>The smallest round step that makes few marks.</summary>
    private static double Step(double seconds)
    {
        var least = Math.Max(seconds, 0.001) / MostMarks;
        var power = Math.Pow(10, Math.Floor(Math.Log10(least)));
        return Steps.Select(it => it * power).First(it => it >= least);
    }

    private static string Share(TimeSpan part, TimeSpan total) =>
        string.Create(CultureInfo.InvariantCulture, $"{(total > TimeSpan.Zero ? Math.Clamp(100 * (part / total), 0, 100) : 0):0.##}%");

    private static XAttribute Class(string name) => new("class", name);

    private static string StyleSheet()
    {
        using var stream = typeof(Timeline).Assembly.GetManifestResourceStream("MLOpsBuild.Targets.Reporting.timeline.css")!;
        using var reader = new StreamReader(stream);
        return "\n" + reader.ReadToEnd();
    }

    private static string Text(XElement page)
    {
        var text = new StringBuilder();
        using (var writer = XmlWriter.Create(text, new XmlWriterSettings { OmitXmlDeclaration = true, Indent = false, NewLineHandling = NewLineHandling.None, CheckCharacters = false }))
            page.Save(writer);
        return text.ToString();
    }
}

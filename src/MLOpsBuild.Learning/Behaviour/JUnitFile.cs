using System.Globalization;
using System.Text;
using System.Xml;

namespace MLOpsBuild.Learning;

/// <summary>Writes test results as JUnit XML, as Jenkins and others read it: one suite a pipeline, no clock but durations.</summary>
internal static class JUnitFile
{
    private static readonly XmlWriterSettings Settings = new() { Indent = true, NewLineChars = "\n", Encoding = new UTF8Encoding(false) };

    public static void Write(string file, BehaviourReport report)
    {
        using var xml = XmlWriter.Create(file, Settings);
        xml.WriteStartDocument();
        xml.WriteStartElement("testsuites");
        WriteCounts(xml, report);
        xml.WriteStartElement("testsuite");
        WriteCounts(xml, report);
        xml.WriteAttributeString("skipped", "0");
        xml.WriteStartElement("properties");
        WriteProperty(xml, "pipeline", report.Pipeline);
        WriteProperty(xml, "rows", report.Rows.ToString(CultureInfo.InvariantCulture));
        xml.WriteEndElement();
        foreach (var result in report.Results)
            WriteCase(xml, report.Pipeline, result);
        xml.WriteEndDocument();
    }

    private static void WriteCounts(XmlWriter xml, BehaviourReport report)
    {
        WriteAttribute(xml, "name", report.Pipeline);
        xml.WriteAttributeString("tests", report.Results.Length.ToString(CultureInfo.InvariantCulture));
        xml.WriteAttributeString("failures", report.Results.Count(result => !result.Passed).ToString(CultureInfo.InvariantCulture));
        xml.WriteAttributeString("errors", "0");
        xml.WriteAttributeString("time", Seconds(report.Results.Sum(result => result.Seconds)));
    }

    private static void WriteCase(XmlWriter xml, string pipeline, BehaviourResult result)
    {
        xml.WriteStartElement("testcase");
        WriteAttribute(xml, "name", result.Name);
        WriteAttribute(xml, "classname", pipeline);
        xml.WriteAttributeString("time", Seconds(result.Seconds));
        if (result.Failure is { } failure)
        {
            xml.WriteStartElement("failure");
            WriteAttribute(xml, "message", failure.Value is null ? failure.What : $"{failure.What} (found {failure.Value})");
            WriteAttribute(xml, "type", failure.Code);
            xml.WriteString(Clean(failure.ToString()));
            xml.WriteEndElement();
        }

        xml.WriteStartElement("system-out");
        xml.WriteString(Clean($"measure: {result.Measure}\ntolerance: {result.Tolerance}"));
        xml.WriteEndElement();
        xml.WriteEndElement();
    }

    private static void WriteProperty(XmlWriter xml, string name, string value)
    {
        xml.WriteStartElement("property");
        WriteAttribute(xml, "name", name);
        WriteAttribute(xml, "value", value);
        xml.WriteEndElement();
    }

    private static void WriteAttribute(XmlWriter xml, string name, string value) => xml.WriteAttributeString(name, Clean(value));

    private static string Seconds(double seconds) => seconds.ToString("0.000", CultureInfo.InvariantCulture);

    /// <summary>The text with U+FFFD for what XML 1.0 cannot hold: most control characters and halves of surrogate pairs.</summary>
    private static string Clean(string text) => string.Concat(text.EnumerateRunes().Select(rune =>
        rune.Value > 0xFFFF || XmlConvert.IsXmlChar((char)rune.Value) ? rune.ToString() : "\uFFFD"));
}

using System.Globalization;
using System.Text.Json;

namespace MLOpsBuild.Targets;

/// <summary>The report for machines.</summary>
internal static class ReportJson
{
    public static byte[] Write(RunReport report)
    {
        using var buffer = new MemoryStream();
        using (var json = new Utf8JsonWriter(buffer, new JsonWriterOptions { Indented = true, NewLine = "\n" }))
        {
            json.WriteStartObject();
            json.WriteNumber("version", 1);
            json.WriteString("result", report.Result);
            json.WriteNumber("exitCode", report.ExitCode);
            json.WriteString("started", report.Started.ToString("yyyy-MM-ddTHH:mm:ss.fffZ", CultureInfo.InvariantCulture));
            json.WriteNumber("seconds", Seconds(report.Total));
            json.WriteNumber("parallel", report.Parallel);
            json.WriteString("host", report.Host);
            json.WriteStartArray("targets");
            foreach (var target in report.Targets)
                Write(json, target);
            json.WriteEndArray();
            json.WriteEndObject();
        }

        buffer.WriteByte((byte)'\n');
        return buffer.ToArray();
    }

    private static void Write(Utf8JsonWriter json, ReportedTarget target)
    {
        json.WriteStartObject();
        json.WriteString("name", target.Name);
        json.WriteString("description", target.Description);
        json.WriteString("reason", target.Reason);
        json.WriteNumber("wave", target.Wave);
        json.WriteStartArray("after");
        foreach (var name in target.After)
            json.WriteStringValue(name);
        json.WriteEndArray();
        json.WriteString("status", target.Status.Replace(' ', '-'));
        json.WriteString("why", target.Why);
        if (target.Start is { } start)
            json.WriteNumber("start", Seconds(start));
        else
            json.WriteNull("start");
        json.WriteNumber("seconds", Seconds(target.Duration));
        json.WriteNumber("attempts", target.Attempts);
        json.WriteStartObject("facts");
        foreach (var (name, value) in target.Facts)
            json.WriteString(name, value);
        json.WriteEndObject();
        json.WriteString("error", target.Error);
        json.WriteEndObject();
    }

    private static double Seconds(TimeSpan time) => Math.Round(time.TotalSeconds, 3);
}

namespace MLOpsBuild.Learning.Reporting;

/// <summary>The report's style sheet, which is part of this assembly.</summary>
internal static class StyleSheet
{
    public static string Read()
    {
        using var stream = typeof(StyleSheet).Assembly.GetManifestResourceStream("report.css")
            ?? throw new InvalidOperationException("report.css is not in the assembly.");
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd().ReplaceLineEndings("\n");
    }
}

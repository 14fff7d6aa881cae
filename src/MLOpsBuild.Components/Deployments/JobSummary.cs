namespace MLOpsBuild.Components;

/// <summary>Markdown where people look at a job: GitHub's summary, and a file beside the other artifacts.</summary>
internal static class JobSummary
{
    /// <summary>Leaves the text in a file, and in the job's summary on GitHub.</summary>
    public static void Write(string file, string markdown)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(file)!);
        File.WriteAllText(file, markdown);
        Show(markdown);
    }

    /// <summary>Adds the text to the job's summary on GitHub; does nothing elsewhere.</summary>
    public static void Show(string markdown)
    {
        if (Environment.GetEnvironmentVariable("GITHUB_STEP_SUMMARY") is { Length: > 0 } summary)
            File.AppendAllText(summary, markdown + "\n");
    }
}

namespace MLOpsBuild.Targets;

/// <summary>Puts the report on the disk: the JSON where the user said, the timeline beside it.</summary>
internal static class ReportFiles
{
    private const string Page = ".html";

    /// <summary>Finds out before the run whether there is a place for it.</summary>
    public static void Check(string? file, List<string> mistakes)
    {
        if (file is null)
            return;
        if (Directory.Exists(file))
            mistakes.Add(Findings.BadReport(file, "is a folder. Name a file in it, such as run.json"));
        else if (Path.GetExtension(file).Equals(Page, StringComparison.OrdinalIgnoreCase))
            mistakes.Add(Findings.BadReport(file, "is the name of a page. Name the JSON file, such as run.json; the page is written beside it"));
    }

    public static void Write(string file, RunReport report)
    {
        try
        {
            Replace(file, ReportJson.Write(report));
            Replace(Path.ChangeExtension(file, Page), Timeline.Write(report));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new EnvironmentLacksException($"--report: {file} cannot be written ({e.Message}).", e);
        }
    }

    private static void Replace(string file, byte[] content)
    {
        var unfinished = AbsolutePath.Create($"{file}.{Environment.ProcessId}.new");
        unfinished.WriteAllBytes(content);
        File.Move(unfinished, file, overwrite: true);
    }
}

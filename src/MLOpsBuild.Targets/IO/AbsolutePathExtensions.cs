namespace MLOpsBuild.Targets;

/// <summary>What one does with files and folders.</summary>
public static class AbsolutePathExtensions
{
    /// <summary>True for a file or a folder.</summary>
    public static bool Exists(this AbsolutePath path) => Path.Exists(path);

    /// <summary>True for a file.</summary>
    public static bool FileExists(this AbsolutePath path) => File.Exists(path);

    /// <summary>True for a folder.</summary>
    public static bool DirectoryExists(this AbsolutePath path) => Directory.Exists(path);

    /// <summary>Makes the folder and those above it.</summary>
    public static AbsolutePath CreateDirectory(this AbsolutePath path)
    {
        Directory.CreateDirectory(path);
        return path;
    }

    /// <summary>Makes the folder, empty.</summary>
    public static AbsolutePath CreateOrCleanDirectory(this AbsolutePath path)
    {
        path.DeleteDirectory();
        return path.CreateDirectory();
    }

    /// <summary>Removes the folder and all in it, if it is there.</summary>
    public static void DeleteDirectory(this AbsolutePath path)
    {
        if (Directory.Exists(path))
            Directory.Delete(path, recursive: true);
    }

    /// <summary>Removes the file, if it is there.</summary>
    public static void DeleteFile(this AbsolutePath path)
    {
        if (File.Exists(path))
            File.Delete(path);
    }

    /// <summary>The file's text, UTF-8.</summary>
    public static string ReadAllText(this AbsolutePath path) => File.ReadAllText(path);

    /// <summary>The file's lines, UTF-8.</summary>
    public static string[] ReadAllLines(this AbsolutePath path) => File.ReadAllLines(path);

    /// <summary>The file's bytes.</summary>
    public static byte[] ReadAllBytes(this AbsolutePath path) => File.ReadAllBytes(path);

    /// <summary>Writes the file whole, UTF-8 without a mark; its folder is made.</summary>
    public static AbsolutePath WriteAllText(this AbsolutePath path, string text)
    {
        path.Parent?.CreateDirectory();
        File.WriteAllText(path, text);
        return path;
    }

    /// <summary>Writes the file whole; its folder is made.</summary>
    public static AbsolutePath WriteAllBytes(this AbsolutePath path, byte[] bytes)
    {
        path.Parent?.CreateDirectory();
        File.WriteAllBytes(path, bytes);
        return path;
    }

    /// <summary>The files in the folder that match a pattern, ordered by text.</summary>
    public static IReadOnlyList<AbsolutePath> GetFiles(this AbsolutePath path, string pattern = "*", int depth = 1) =>
        [.. Directory.EnumerateFiles(path, pattern, ToDepth(depth)).Order(StringComparer.Ordinal).Select(AbsolutePath.Create)];

    /// <summary>The folders in the folder that match a pattern, ordered by text.</summary>
    public static IReadOnlyList<AbsolutePath> GetDirectories(this AbsolutePath path, string pattern = "*", int depth = 1) =>
        [.. Directory.EnumerateDirectories(path, pattern, ToDepth(depth)).Order(StringComparer.Ordinal).Select(AbsolutePath.Create)];

    private static EnumerationOptions ToDepth(int depth) =>
        new() { RecurseSubdirectories = depth > 1, MaxRecursionDepth = depth - 1, IgnoreInaccessible = false, AttributesToSkip = 0 };
}

/// <summary>Facts for the summary.</summary>
public static class SummaryExtensions
{
    /// <summary>Adds one fact: <c>ReportSummary(_ => _.AddPair("AUC", "0.812"))</c>.</summary>
    public static Dictionary<string, string> AddPair(this Dictionary<string, string> facts, string name, object? value)
    {
        facts[name] = Convert.ToString(value, System.Globalization.CultureInfo.InvariantCulture) ?? "";
        return facts;
    }
}

namespace MLOpsBuild.Delivery;

/// <summary>The end of a server's log.</summary>
internal static class LogTail
{
    private const int Lines = 15;
    private const int Window = 256 * 1024;

    /// <summary>The last lines as part of a message, or nothing where there is no log.</summary>
    public static string Of(string file) => Read(file, Lines) is { Count: > 0 } lines
        ? "\nThe server's last lines:" + string.Concat(lines.Select(line => $"\n  | {line}"))
        : "\nThe server wrote no log.";

    /// <summary>The last lines, oldest first; of a long log only its end is read.</summary>
    public static IReadOnlyList<string> Read(string file, int lines)
    {
        if (!File.Exists(file))
            return [];
        using var stream = new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        stream.Seek(-Math.Min(stream.Length, Window), SeekOrigin.End);
        using var reader = new StreamReader(stream);
        return [.. reader.ReadToEnd().Split('\n', StringSplitOptions.RemoveEmptyEntries).TakeLast(lines)];
    }
}

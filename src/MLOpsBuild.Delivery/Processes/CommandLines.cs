using System.Globalization;

namespace MLOpsBuild.Delivery;

/// <summary>The command lines of this machine's processes, as far as the system shows them (Linux).</summary>
internal static class CommandLines
{
    /// <summary>The arguments of a process; empty where it is gone or not shown.</summary>
    public static string[] Of(int pid)
    {
        try
        {
            return File.ReadAllText(FormattableString.Invariant($"/proc/{pid}/cmdline")).TrimEnd('\0').Split('\0');
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return [];
        }
    }

    /// <summary>A process by its program, and by the file that it runs where that comes first; other arguments may hold secrets.</summary>
    public static string Shown(int pid) => Of(pid) switch
    {
        [] or [""] => "command not shown",
        [var program, var file, ..] when File.Exists(Path.Combine(Folder(pid), file)) => $"{Path.GetFileName(program)} {file}",
        [var program, ..] => Path.GetFileName(program),
    };

    /// <summary>The numbers of the processes that run.</summary>
    public static IEnumerable<int> Pids() => Directory.Exists("/proc")
        ? Directory.EnumerateDirectories("/proc")
            .Select(folder => int.TryParse(Path.GetFileName(folder), NumberStyles.None, CultureInfo.InvariantCulture, out var pid) ? pid : 0)
            .Where(pid => pid > 0)
        : [];

    private static string Folder(int pid)
    {
        try
        {
            return new FileInfo(FormattableString.Invariant($"/proc/{pid}/cwd")).LinkTarget ?? "/";
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return "/";
        }
    }
}

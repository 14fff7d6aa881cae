using System.Diagnostics;
using System.Globalization;

namespace MLOpsBuild.Delivery;

/// <summary>Tells one process from a later one that got the same number.</summary>
internal static class ProcessIdentity
{
    private const string BootId = "/proc/sys/kernel/random/boot_id";

    /// <summary>When the process was started, as a text that no other process of this number has; null where none runs.</summary>
    public static string? Of(int pid) => OperatingSystem.IsLinux() ? FromProc(pid) : FromSystem(pid);

    private static string? FromProc(int pid)
    {
        try
        {
            var stat = File.ReadAllText(FormattableString.Invariant($"/proc/{pid}/stat"));
            // The name in parentheses may hold anything; the state follows it, and the start time is 19 fields on.
            var fields = stat[(stat.LastIndexOf(')') + 2)..].Split(' ');
            return IsGone(pid, fields[0]) ? null : $"{fields[19]}@{File.ReadAllText(BootId).Trim()}";
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    // A process whose first thread has ended keeps its files and its port until the last one has.
    private static bool IsGone(int pid, string state) =>
        state is "Z" or "X" && Directory.GetDirectories(FormattableString.Invariant($"/proc/{pid}/task")).Length <= 1;

    private static string? FromSystem(int pid)
    {
        try
        {
            using var process = Process.GetProcessById(pid);
            return process.HasExited ? null : process.StartTime.ToUniversalTime().ToString("yyyy-MM-ddTHH:mm:ssZ", CultureInfo.InvariantCulture);
        }
        catch (Exception exception) when (exception is ArgumentException or InvalidOperationException)
        {
            return null;
        }
    }
}

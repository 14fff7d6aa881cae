using System.Globalization;
using System.Text.RegularExpressions;

namespace MLOpsBuild.Delivery;

/// <summary>The mark by which a run holds hosts: who, where, which process, since when.</summary>
internal static partial class HostHold
{
    /// <summary>The mark of this process.</summary>
    public static string Mark(string by, TimeProvider time) => string.Create(
        CultureInfo.InvariantCulture,
        $"{by} on {Environment.MachineName}, process {Environment.ProcessId} ({ProcessIdentity.Of(Environment.ProcessId)}), since {time.GetUtcNow():yyyy-MM-ddTHH:mm:ssZ}");

    /// <summary>Whether a mark's process ran on this machine and does no more: only that proves that a holder is gone.</summary>
    public static bool IsGone(string mark) =>
        Process().Match(mark) is { Success: true } match
        && match.Groups["machine"].Value == Environment.MachineName
        && int.TryParse(match.Groups["pid"].Value, NumberStyles.None, CultureInfo.InvariantCulture, out var pid)
        && ProcessIdentity.Of(pid) != match.Groups["identity"].Value;

    [GeneratedRegex(@" on (?<machine>\S+), process (?<pid>\d+) \((?<identity>[^)]*)\), since \S+\z")]
    private static partial Regex Process();
}

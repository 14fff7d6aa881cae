using System.Globalization;
using System.Runtime.InteropServices;

namespace MLOpsBuild.Targets;

/// <summary>The processes that this one started and that share its group: a server put into a session of its own is not among them.</summary>
internal static partial class ChildProcesses
{
    public const int Terminate = 15;
    public const int Kill = 9;

    /// <summary>Sends a signal to all of them, grandchildren included; does nothing where there is no /proc.</summary>
    public static void Signal(int signal)
    {
        if (!Directory.Exists("/proc/self"))
            return;
        foreach (var process in Descendants(All(), Environment.ProcessId))
            _ = Send(process, signal);
    }

    internal static List<int> Descendants(IReadOnlyList<(int Id, int Parent, int Group)> all, int root)
    {
        var group = all.FirstOrDefault(it => it.Id == root).Group;
        var found = new List<int> { root };
        for (var i = 0; i < found.Count; i++)
            found.AddRange(all.Where(it => it.Parent == found[i] && it.Group == group).Select(it => it.Id));
        return found[1..];
    }

    private static List<(int Id, int Parent, int Group)> All()
    {
        var all = new List<(int, int, int)>();
        foreach (var folder in Directory.EnumerateDirectories("/proc"))
        {
            if (int.TryParse(Path.GetFileName(folder), NumberStyles.None, CultureInfo.InvariantCulture, out var id) && Read(folder) is { } line)
            {
                // The name in brackets may hold anything; what follows the last bracket is state, parent, group.
                var fields = line[(line.LastIndexOf(')') + 2)..].Split(' ');
                all.Add((id, int.Parse(fields[1], CultureInfo.InvariantCulture), int.Parse(fields[2], CultureInfo.InvariantCulture)));
            }
        }

        return all;
    }

    private static string? Read(string folder)
    {
        try
        {
            return File.ReadAllText(folder + "/stat");
        }
        catch (IOException)
        {
            // It ended meanwhile.
            return null;
        }
    }

    [LibraryImport("libc", EntryPoint = "kill")]
    private static partial int Send(int process, int signal);
}

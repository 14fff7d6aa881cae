namespace MLOpsBuild.Benchmarks.Targets;

/// <summary>This repository and its machine.</summary>
internal static class Checkout
{
    /// <summary>How many processes wanted to run at once in the last minute, by Linux's count.</summary>
    public static string Load() => File.Exists("/proc/loadavg") ? File.ReadAllText("/proc/loadavg").Split(' ')[0] : "an unknown number of";

    public static string Find(string start)
    {
        for (var folder = new DirectoryInfo(start); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "build.sh")))
                return folder.FullName;
        }

        throw new InvalidOperationException($"No build.sh above '{start}'. Run the benchmarks from a checkout.");
    }
}

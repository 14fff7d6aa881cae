namespace MLOpsBuild.Benchmarks.Targets;

/// <summary>Finds this repository.</summary>
internal static class Checkout
{
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

using System.Globalization;
using MLOpsBuild.Registry;

namespace MLOpsBuild.Components;

/// <summary>Deletes what can be made again.</summary>
internal static class Cleaning
{
    public static async Task RunAsync(IHazPipelines build, CancellationToken cancellation)
    {
        string root = build.RootDirectory;
        long freed = 0;
        foreach (var pipeline in build.Pipelines.Select(pipeline => pipeline.Name))
        {
            using var held = await StageLock.TakeAsync(Path.Combine(root, ".mlops", "locks", pipeline + ".lock"), "Clean", Console.WriteLine, cancellation);
            freed += Delete(Path.Combine(root, "artifacts", pipeline));
        }

        freed += Delete(Path.Combine(root, "artifacts", "tests"));
        if (Directory.Exists(Path.Combine(root, ".mlops", "registry")))
            freed += (await OciLayout.Open(Path.Combine(root, ".mlops", "registry")).CollectGarbageAsync(untagged: true, cancellation)).Bytes;
        build.ReportFacts([new("freed", string.Create(CultureInfo.InvariantCulture, $"{freed / 1024.0 / 1024.0:0.0} MB"))]);
    }

    private static long Delete(string folder)
    {
        if (!Directory.Exists(folder))
            return 0;
        var size = new DirectoryInfo(folder).EnumerateFiles("*", SearchOption.AllDirectories).Sum(file => file.Length);
        Directory.Delete(folder, recursive: true);
        return size;
    }
}

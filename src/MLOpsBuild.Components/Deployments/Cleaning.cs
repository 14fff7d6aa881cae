using System.Globalization;
using MLOpsBuild.Registry;

namespace MLOpsBuild.Components;

/// <summary>Deletes what can be made again.</summary>
internal static class Cleaning
{
    /// <exception cref="UserMistakeException">Fewer than one version would be kept.</exception>
    public static bool IsPossible(int? keep) => keep is not < 1
        ? true
        : throw new UserMistakeException($"--keep: {keep} versions cannot be kept. Give 1 or more, or leave it out to keep all.");

    public static Task RunAsync(IClean build, CancellationToken cancellation) => Failures.TranslateAsync(async () =>
    {
        string root = build.RootDirectory;
        long freed = 0;
        foreach (var pipeline in build.Pipelines.Select(pipeline => pipeline.Name))
        {
            using var held = await StageLock.TakeAsync(Path.Combine(root, ".mlops", "locks", pipeline + ".lock"), "Clean", Console.WriteLine, cancellation);
            freed += Delete(Path.Combine(root, "artifacts", pipeline));
        }

        freed += Delete(Path.Combine(root, "artifacts", "tests"));
        var (versions, bytes) = await ShrinkAsync(build, Path.Combine(root, ".mlops", "registry"), cancellation);
        freed += bytes + (await ShrinkAsync(build, Path.Combine(root, ".mlops", "images"), cancellation)).Bytes;

        build.ReportFacts([
            new("freed", string.Create(CultureInfo.InvariantCulture, $"{freed / 1024.0 / 1024.0:0.0} MB")),
            new("versions removed", versions.ToString(CultureInfo.InvariantCulture)),
        ]);
        return versions;
    });

    /// <summary>Removes what a layout holds too long, or under no tag.</summary>
    private static async Task<(int Versions, long Bytes)> ShrinkAsync(IClean build, string folder, CancellationToken cancellation)
    {
        if (!Directory.Exists(folder))
            return (0, 0);
        var layout = OciLayout.Open(folder);
        var versions = 0;
        foreach (var pipeline in build.Pipelines.Select(pipeline => pipeline.Name))
            versions += await RetireAsync(layout, pipeline, build.Keep, cancellation);
        return (versions, (await layout.CollectGarbageAsync(untagged: true, cancellation)).Bytes);
    }

    /// <summary>Removes the versions before the newest ones, unless another tag names them as well.</summary>
    private static async Task<int> RetireAsync(OciLayout registry, string pipeline, int? keep, CancellationToken cancellation)
    {
        if (keep is null)
            return 0;
        var tags = await registry.ListAsync(pipeline, cancellation);
        var named = tags.Where(tag => !tag.IsVersion).Select(tag => tag.Descriptor.Digest).ToHashSet();
        var retired = tags.Where(tag => tag.IsVersion).SkipLast(keep.Value).Where(tag => !named.Contains(tag.Descriptor.Digest)).ToArray();
        foreach (var version in retired)
            await registry.UntagAsync(pipeline, version.Tag, cancellationToken: cancellation);
        return retired.Length;
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

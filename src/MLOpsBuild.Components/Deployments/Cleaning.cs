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
        var untagged = 0;
        if (Directory.Exists(Path.Combine(root, ".mlops", "registry")))
        {
            var registry = OciLayout.Open(Path.Combine(root, ".mlops", "registry"));
            foreach (var pipeline in build.Pipelines.Select(pipeline => pipeline.Name))
                untagged += await RetireAsync(registry, pipeline, build.Keep, cancellation);
            freed += (await registry.CollectGarbageAsync(untagged: true, cancellation)).Bytes;
        }

        build.ReportFacts([
            new("freed", string.Create(CultureInfo.InvariantCulture, $"{freed / 1024.0 / 1024.0:0.0} MB")),
            new("versions removed", untagged.ToString(CultureInfo.InvariantCulture)),
        ]);
        return untagged;
    });

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

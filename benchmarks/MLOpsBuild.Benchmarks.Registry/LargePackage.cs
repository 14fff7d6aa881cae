using MLOpsBuild.Registry;

namespace MLOpsBuild.Benchmarks.Registry;

/// <summary>A model package of one large file of random bytes, in a layout of its own that is gone when it is disposed of.</summary>
internal sealed class LargePackage(DirectoryInfo folder) : IDisposable
{
    public const string Name = "large-model";
    public const string Tag = "0.1.0";
    public const string Reference = $"{Name}:{Tag}";

    private const int Megabyte = 1024 * 1024;

    public string Layout => Path.Combine(folder.FullName, "registry");

    public static async Task<LargePackage> WriteAsync(int megabytes)
    {
        var package = new LargePackage(Directory.CreateTempSubdirectory("mlopsbuild-benchmark-"));
        var content = Directory.CreateDirectory(Path.Combine(package.Layout, "..", "content")).FullName;
        await FillAsync(Path.Combine(content, "model.bin"), megabytes);
        var made = await ModelPackage.WriteAsync(content, new PackageConfig(PackageConfig.CurrentFormatVersion, Name, "binary-classification"), package.Layout);
        Directory.Delete(content, recursive: true);
        await OciLayout.Open(package.Layout).TagAsync(Name, Tag, made);
        return package;
    }

    public void Dispose() => folder.Delete(recursive: true);

    private static async Task FillAsync(string path, int megabytes)
    {
        var random = new Random(7);
        var piece = new byte[Megabyte];
        await using var file = File.Create(path);
        for (var at = 0; at < megabytes; at++)
        {
            random.NextBytes(piece);
            await file.WriteAsync(piece);
        }
    }
}

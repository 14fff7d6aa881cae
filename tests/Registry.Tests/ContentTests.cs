using MLOpsBuild.Testing;

namespace MLOpsBuild.Registry.Tests;

public sealed class ContentTests : IDisposable
{
    private const string Fix = "A package holds plain files with portable names and nothing else.";

    private readonly TemporaryFolder _temp = new();

    public void Dispose() => _temp.Dispose();

    [Fact]
    public async Task A_missing_and_an_empty_folder_are_refused()
    {
        var content = _temp.File("content");
        Assert.Equal($"REG403: {content} cannot become a package: the folder does not exist. {Fix}", await RefusedAsync());
        Directory.CreateDirectory(Path.Combine(content, "empty"));
        Assert.Equal($"REG403: {content} cannot become a package: it holds no files. {Fix}", await RefusedAsync());
    }

    [Fact]
    public async Task Links_and_names_that_are_not_portable_are_refused_all_at_once()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Windows cannot hold these names.");
        _temp.Write("content/a.txt", "");
        _temp.Write("content/A.txt", "");
        _temp.Write("content/b:c", "");
        File.CreateSymbolicLink(_temp.File("content", "link"), "/etc/passwd");
        Directory.CreateSymbolicLink(_temp.File("content", "loop"), _temp.File("content"));

        Assert.Equal(
            $"REG403: {_temp.File("content")} cannot become a package: 'link' is a link; 'loop' is a link; 'b:c': a name has no control characters and none of \\ : * ? \" < > |; 'A.txt' and 'a.txt' differ in case at most. {Fix}",
            await RefusedAsync());
    }

    [Fact]
    public async Task A_config_of_another_format_or_with_a_bad_name_is_refused()
    {
        _temp.Write("content/model.zip", "a model");

        Assert.Equal(
            "REG402: The config of credit-scoring has the package format 2; this build reads format 1. Update MLOpsBuild to the version that wrote it, or package the model again with this one.",
            await RefusedAsync(Sample.Config with { FormatVersion = 2 }));
        Assert.StartsWith("REG102: 'Credit Scoring' is not a repository name.", await RefusedAsync(Sample.Config with { Pipeline = "Credit Scoring" }), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_folder_with_no_package_or_with_two_is_no_package_folder()
    {
        var (registry, _) = await Sample.RegistryAsync(_temp);
        await Sample.PushAsync(_temp, registry, "another model");

        Assert.Equal($"REG401: {registry.Root} is not a package folder: it holds 2 artifacts where one is expected. Run the Package stage again.",
            (await Sample.RefusedAsync(() => ModelPackage.FindAsync(registry.Root, Sample.Cancellation))).Message);
        Assert.Equal($"REG401: {_temp.File("none")} is not a package folder: it holds 0 artifacts where one is expected. Run the Package stage again.",
            (await Sample.RefusedAsync(() => ModelPackage.FindAsync(_temp.File("none"), Sample.Cancellation))).Message);
    }

    private async Task<string> RefusedAsync(PackageConfig? config = null)
    {
        var refused = await Sample.RefusedAsync(() =>
            ModelPackage.WriteAsync(_temp.File("content"), config ?? Sample.Config, _temp.File("package"), Sample.Cancellation));
        Assert.False(Path.Exists(_temp.File("package")));
        return refused.Message;
    }
}

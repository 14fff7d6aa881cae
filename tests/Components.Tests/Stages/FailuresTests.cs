using MLOpsBuild.Registry;
using MLOpsBuild.Targets;
using MLOpsBuild.Testing;

namespace MLOpsBuild.Components.Tests.Stages;

/// <summary>What the layers throw, as exit codes: 1 for failed work, 2 for a mistake, 3 for what the machine lacks.</summary>
public sealed class FailuresTests
{
    [Fact]
    public async Task A_full_disk_is_the_machines_and_says_what_to_do()
    {
        var failure = await Assert.ThrowsAsync<EnvironmentLacksException>(() => Failing(new IOException("No space left on device", 28)));
        Assert.Equal("The disk is full: No space left on device Free some space, as with ./build.sh Clean, and run again: nothing half written is kept.", failure.Message);
    }

    [Fact]
    public async Task A_read_only_folder_is_the_machines()
    {
        await Assert.ThrowsAsync<EnvironmentLacksException>(() => Failing(new UnauthorizedAccessException("Access denied.")));
        await Assert.ThrowsAsync<EnvironmentLacksException>(() => Failing(new IOException("Read-only file system", 30)));
    }

    [Fact]
    public async Task A_bad_reference_is_the_users_mistake_and_a_damaged_blob_is_failed_work()
    {
        using var folder = new TemporaryFolder();
        File.WriteAllText(folder.File("rows.csv"), "a\n");
        await Assert.ThrowsAsync<UserMistakeException>(() => Failures.TranslateAsync(() => OciLayout.Open(folder.Path).FindAsync("credit", "not a tag")));

        var layout = OciLayout.Open(folder.File("layout"));
        var config = new PackageConfig(PackageConfig.CurrentFormatVersion, "credit", "binary-classification");
        Directory.CreateDirectory(folder.File("content"));
        File.WriteAllText(folder.File("content", "model"), "model");
        var package = await ModelPackage.WriteAsync(folder.File("content"), config, layout.Root, TestContext.Current.CancellationToken);
        File.WriteAllText(Directory.GetFiles(folder.File("layout", "blobs", "sha256")).MaxBy(file => new FileInfo(file).Length)!, "damaged");
        await Assert.ThrowsAsync<TargetFailedException>(() => Failures.TranslateAsync(() => layout.VerifyAsync(package)));
    }

    [Fact]
    public async Task Anything_else_comes_through_as_it_is() =>
        await Assert.ThrowsAsync<InvalidOperationException>(() => Failing(new InvalidOperationException()));

    private static Task<int> Failing(Exception exception) => Failures.TranslateAsync<int>(() => throw exception);
}

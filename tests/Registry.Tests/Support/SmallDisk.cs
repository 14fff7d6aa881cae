namespace MLOpsBuild.Registry.Tests;

/// <summary>A disk of its own in memory, small enough to fill; only root can mount one.</summary>
internal sealed class SmallDisk : IAsyncDisposable
{
    private SmallDisk(string path) => Path = path;

    public string Path { get; }

    public static async Task<SmallDisk> MountAsync(string path, string size)
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "A disk in memory is mounted on Linux only.");
        Directory.CreateDirectory(path);
        var (exit, _, error) = await Shell.TryAsync("mount", "-t", "tmpfs", "-o", "size=" + size, "tmpfs", path);
        Assert.SkipWhen(exit != 0, $"This user may not mount a disk in memory, which the test fills: {error.Trim()}");
        return new SmallDisk(path);
    }

    public Task MakeReadOnlyAsync() => Shell.RunAsync("mount", "-o", "remount,ro", Path);

    public async ValueTask DisposeAsync() => await Shell.RunAsync("umount", Path);
}

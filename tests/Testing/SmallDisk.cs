using Xunit;

namespace MLOpsBuild.Testing;

/// <summary>A disk of its own in memory, small enough to fill; only root can mount one.</summary>
public sealed class SmallDisk : IAsyncDisposable
{
    private SmallDisk(string path) => Path = path;

    /// <summary>Where it is mounted.</summary>
    public string Path { get; }

    /// <summary>Mounts over a folder; skips the test where mounting is not allowed.</summary>
    /// <param name="path">The folder; made where it is missing.</param>
    /// <param name="size">As tmpfs takes it, such as <c>512k</c>.</param>
    public static async Task<SmallDisk> MountAsync(string path, string size)
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "A disk in memory is mounted on Linux only.");
        Directory.CreateDirectory(path);
        var (exit, _, error) = await Shell.TryAsync("mount", "-t", "tmpfs", "-o", "size=" + size, "tmpfs", path);
        Assert.SkipWhen(exit != 0, $"This user may not mount a disk in memory, which the test fills: {error.Trim()}");
        return new SmallDisk(path);
    }

    /// <summary>Refuses writes from now on.</summary>
    public Task MakeReadOnlyAsync() => Shell.RunAsync("mount", "-o", "remount,ro", Path);

    /// <inheritdoc/>
    public async ValueTask DisposeAsync() => await Shell.RunAsync("umount", Path);
}

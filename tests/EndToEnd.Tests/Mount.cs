using System.Diagnostics;

namespace MLOpsBuild.EndToEnd.Tests;

/// <summary>A small file system of memory over a folder, to be full or read-only.</summary>
internal sealed class Mount : IDisposable
{
    private readonly string _folder;

    private Mount(string folder) => _folder = folder;

    /// <summary>Mounts over the folder; skips the test where mounting is not allowed.</summary>
    public static Mount Over(string folder, string options)
    {
        Directory.CreateDirectory(folder);
        Assert.SkipUnless(Run("mount", "-t", "tmpfs", "-o", options, "tmpfs", folder) == 0, "Mounting needs root; run the tests as root, or in a container, to see full and read-only disks.");
        return new(folder);
    }

    /// <inheritdoc/>
    public void Dispose() => Assert.Equal(0, Run("umount", _folder));

    private static int Run(string program, params string[] arguments)
    {
        using var process = Process.Start(new ProcessStartInfo(program, arguments) { RedirectStandardError = true })!;
        process.StandardError.ReadToEnd();
        process.WaitForExit();
        return process.ExitCode;
    }
}

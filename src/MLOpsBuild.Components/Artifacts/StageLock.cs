using System.Globalization;

namespace MLOpsBuild.Components;

/// <summary>One process at a time works on a pipeline's stages in a checkout; another one waits and says for whom. The system frees the lock when its holder dies.</summary>
internal sealed class StageLock : IDisposable
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(50);
    private readonly FileStream _file;

    private StageLock(FileStream file) => _file = file;

    /// <summary>Waits for the lock.</summary>
    /// <param name="path">The lock's file; it stays when the lock is freed.</param>
    /// <param name="purpose">What the holder does, told to those who wait.</param>
    /// <param name="log">Takes one line when there is somebody to wait for.</param>
    /// <param name="cancellation">Stops the waiting.</param>
    public static async Task<StageLock> TakeAsync(string path, string purpose, Action<string> log, CancellationToken cancellation)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        for (var told = false; ; told = true)
        {
            if (TryTake(path, purpose) is { } taken)
                return taken;
            if (!told)
                log($"Waiting for {Holder(path)}, which works on the same pipeline in this checkout.");
            await Task.Delay(Pause, cancellation);
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _file.Dispose();

    private static StageLock? TryTake(string path, string purpose)
    {
        FileStream file;
        try
        {
            file = new(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
        }
        catch (IOException exception) when (IsHeld(exception))
        {
            return null;
        }

        try
        {
            File.WriteAllText(HolderFile(path), string.Create(CultureInfo.InvariantCulture, $"process {Environment.ProcessId} ({purpose}, since {DateTime.Now:HH:mm:ss})"));
            return new(file);
        }
        catch
        {
            file.Dispose();
            throw;
        }
    }

    // EWOULDBLOCK on Linux and macOS, sharing violation on Windows; anything else, as a read-only disk, is no reason to wait.
    private static bool IsHeld(IOException failure) => failure.HResult is 11 or 35 or unchecked((int)0x80070020);

    /// <summary>Who holds the lock stands beside it: a locked file cannot be read everywhere.</summary>
    private static string HolderFile(string path) => path + ".holder";

    private static string Holder(string path)
    {
        try
        {
            return File.ReadAllText(HolderFile(path)) is { Length: > 0 } text ? text : "another run";
        }
        catch (IOException)
        {
            return "another run";
        }
    }
}

namespace MLOpsBuild.Registry;

/// <summary>A lock between processes on an empty file; the system frees it when its process ends, however it ends.</summary>
internal static class FileLock
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(20);

    public static Task<FileStream> ExclusiveAsync(string path, LayoutOptions options, CancellationToken cancellationToken) =>
        TakeAsync(path, FileAccess.ReadWrite, FileShare.None, options, cancellationToken);

    public static Task<FileStream> SharedAsync(string path, LayoutOptions options, CancellationToken cancellationToken) =>
        TakeAsync(path, FileAccess.Read, FileShare.Read, options, cancellationToken);

    public static FileStream? TryExclusive(string path) => TryTake(path, FileMode.Open, FileAccess.ReadWrite, FileShare.None);

    private static async Task<FileStream> TakeAsync(
        string path, FileAccess access, FileShare share, LayoutOptions options, CancellationToken cancellationToken)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        var started = options.Time.GetTimestamp();
        while (true)
        {
            if (TryTake(path, FileMode.OpenOrCreate, access, share) is { } taken)
                return taken;
            if (options.Time.GetElapsedTime(started) >= options.LockTimeout)
                throw RegistryErrors.Locked(path, options.LockTimeout);
            await Task.Delay(Pause, options.Time, cancellationToken);
        }
    }

    private static FileStream? TryTake(string path, FileMode mode, FileAccess access, FileShare share)
    {
        try
        {
            return new FileStream(path, mode, access, share, bufferSize: 0);
        }
        catch (IOException failure) when (IsHeld(failure))
        {
            return null;
        }
    }

    // EWOULDBLOCK on Linux and macOS, sharing violation on Windows.
    private static bool IsHeld(IOException failure) => failure.HResult is 11 or 35 or unchecked((int)0x80070020);
}

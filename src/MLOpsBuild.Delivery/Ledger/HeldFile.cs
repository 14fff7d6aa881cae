namespace MLOpsBuild.Delivery;

/// <summary>A file that one process at a time holds open; the system frees it when its process ends, however it ends.</summary>
internal static class HeldFile
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(20);
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(30);

    /// <summary>Takes it, or null where another process holds it.</summary>
    public static FileStream? TryTake(string file)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(file)!);
        try
        {
            return new(file, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None, bufferSize: 0);
        }
        catch (IOException failure) when (IsHeld(failure))
        {
            return null;
        }
    }

    /// <summary>Waits for it, for half a minute at most.</summary>
    public static async Task<FileStream> WaitAsync(string file, TimeProvider time, CancellationToken cancellation)
    {
        var started = time.GetTimestamp();
        while (true)
        {
            if (TryTake(file) is { } taken)
                return taken;
            if (time.GetElapsedTime(started) > Longest)
                throw DeliveryErrors.Locked(file, null);
            await Task.Delay(Pause, time, cancellation);
        }
    }

    // EWOULDBLOCK on Linux and macOS, sharing violation on Windows.
    private static bool IsHeld(IOException failure) => failure.HResult is 11 or 35 or unchecked((int)0x80070020);
}

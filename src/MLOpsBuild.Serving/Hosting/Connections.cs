using Microsoft.AspNetCore.Connections;

namespace MLOpsBuild.Serving;

/// <summary>Counts the connections of clients, so that the server stops when they have ended and not under them.</summary>
internal sealed class Connections
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(10);
    private int _open;

    public ConnectionDelegate Count(ConnectionDelegate next) => async connection =>
    {
        Interlocked.Increment(ref _open);
        try
        {
            await next(connection);
        }
        finally
        {
            Interlocked.Decrement(ref _open);
        }
    };

    /// <summary>Returns when none is open, or after <paramref name="patience"/>: a client may keep one open and never ask again.</summary>
    public async Task EndAsync(TimeSpan patience)
    {
        var started = TimeProvider.System.GetTimestamp();
        while (Volatile.Read(ref _open) > 0 && TimeProvider.System.GetElapsedTime(started) < patience)
            await Task.Delay(Pause);
    }
}

namespace MLOpsBuild.Delivery;

/// <summary>Ends a process: asks first, and makes it end when it does not.</summary>
internal static class ProcessStop
{
    private const int Terminate = 15;
    private const int Kill = 9;
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(10);

    /// <summary>Returns when the process of this number and identity is gone; false where it had to be killed.</summary>
    public static async Task<bool> StopAsync(int pid, string identity, TimeSpan timeout, TimeProvider time)
    {
        if (await EndsAsync(pid, identity, Terminate, timeout, time))
            return true;
        // SIGKILL cannot be refused; only a process stuck in the kernel stays, and then nothing helps.
        await EndsAsync(pid, identity, Kill, timeout, time);
        return false;
    }

    private static async Task<bool> EndsAsync(int pid, string identity, int signal, TimeSpan timeout, TimeProvider time)
    {
        if (ProcessIdentity.Of(pid) != identity)
            return true;
        _ = LibC.Kill(pid, signal);
        var started = time.GetTimestamp();
        while (ProcessIdentity.Of(pid) == identity)
        {
            if (time.GetElapsedTime(started) > timeout)
                return false;
            await Task.Delay(Pause, time);
        }

        return true;
    }
}

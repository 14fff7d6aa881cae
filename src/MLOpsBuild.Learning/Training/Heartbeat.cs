using System.Diagnostics;
using System.Globalization;

namespace MLOpsBuild.Learning;

/// <summary>Says from time to time that work goes on which tells nothing of itself, as a learner's fit.</summary>
internal static class Heartbeat
{
    /// <summary>Does the work and logs after each period how long it has taken so far; not once it has ended.</summary>
    public static T During<T>(string what, TimeSpan period, Action<string> log, Func<T> work)
    {
        var clock = Stopwatch.StartNew();
        var gate = new Lock();
        var ended = false;
        using var timer = new Timer(_ => Beat(), null, period, period);
        try
        {
            return work();
        }
        finally
        {
            lock (gate)
                ended = true;
        }

        void Beat()
        {
            lock (gate)
            {
                if (!ended)
                    log(string.Create(CultureInfo.InvariantCulture, $"{what}: {clock.Elapsed.TotalSeconds:0} s so far"));
            }
        }
    }
}

using System.Runtime.InteropServices;

namespace MLOpsBuild.Targets;

/// <summary>Ctrl-C and SIGTERM: the first asks the run to end, the second ends the process at once.</summary>
internal sealed class Interruption : IDisposable
{
    // Never disposed: a signal may come while the run ends, and a source without a timer holds nothing.
    private readonly CancellationTokenSource source = new();
    private readonly Lock stopping = new();
    private readonly TextWriter error;
    private readonly PosixSignalRegistration interrupt;
    private readonly PosixSignalRegistration terminate;
    private int signals;

    public Interruption(TextWriter error)
    {
        this.error = error;
        interrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, On);
        terminate = PosixSignalRegistration.Create(PosixSignal.SIGTERM, On);
    }

    public CancellationToken Token => source.Token;

    /// <summary>The process may only end when the children have got their signal.</summary>
    public void Dispose()
    {
        interrupt.Dispose();
        terminate.Dispose();
        lock (stopping)
            error.Flush();
    }

    /// <summary>Two signals may be handled at once, so they are counted before anything else is done.</summary>
    private void On(PosixSignalContext context)
    {
        context.Cancel = true;
        if (Interlocked.Increment(ref signals) > 1)
        {
            ChildProcesses.Signal(ChildProcesses.Kill);
            Environment.Exit(ExitCodes.Interrupted);
        }

        lock (stopping)
        {
            // The run counts as interrupted before a child ends, or a target that waited for the child would count as done.
            _ = source.CancelAsync();
            error.WriteLine("Interrupted: stopping. Once more to stop at once.");
            ChildProcesses.Signal(ChildProcesses.Terminate);
        }
    }
}

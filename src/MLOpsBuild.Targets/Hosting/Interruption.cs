using System.Runtime.InteropServices;

namespace MLOpsBuild.Targets;

/// <summary>Ctrl-C and SIGTERM: the first asks the run to end, the second ends the process at once.</summary>
internal sealed class Interruption : IDisposable
{
    private readonly CancellationTokenSource source = new();
    private readonly TextWriter error;
    private readonly PosixSignalRegistration interrupt;
    private readonly PosixSignalRegistration terminate;

    public Interruption(TextWriter error)
    {
        this.error = error;
        interrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, On);
        terminate = PosixSignalRegistration.Create(PosixSignal.SIGTERM, On);
    }

    public CancellationToken Token => source.Token;

    public void Dispose()
    {
        interrupt.Dispose();
        terminate.Dispose();
        source.Dispose();
    }

    private void On(PosixSignalContext context)
    {
        context.Cancel = true;
        if (source.IsCancellationRequested)
        {
            ChildProcesses.Signal(ChildProcesses.Kill);
            Environment.Exit(ExitCodes.Interrupted);
        }

        error.WriteLine("Interrupted: stopping. Once more to stop at once.");
        ChildProcesses.Signal(ChildProcesses.Terminate);
        source.Cancel();
    }
}

using System.Diagnostics;
using System.Text.Json;

namespace MLOpsBuild.Delivery.Tests;

/// <summary>This test program once more, as a process of its own that deploys and can be killed.</summary>
internal sealed class Child : IDisposable
{
    private readonly Process _process;
    private readonly Task<string> _output;

    private Child(Process process)
    {
        _process = process;
        _output = process.StandardOutput.ReadToEndAsync();
    }

    public int Pid => _process.Id;

    /// <summary>Starts a deploy, which kills itself before its step of a number, from 0.</summary>
    public static Child Deploys(Machine machine, Release release, int keep = 3, int killBefore = int.MaxValue)
    {
        var start = new ProcessStartInfo("dotnet", [typeof(ChildTasks).Assembly.Location, "-explicit", "only", "-method", $"{typeof(ChildTasks).FullName}.{nameof(ChildTasks.Deploy)}", "-noColor", "-noLogo"])
        {
            RedirectStandardOutput = true,
            Environment =
            {
                [ChildTasks.Variable] = JsonSerializer.Serialize(new ChildTasks.Order(machine.Folder, machine.Port, keep, release, killBefore)),
                // A killed child cleans nothing up, so its temporary folders stand in the machine's.
                ["TMPDIR"] = Path.GetDirectoryName(machine.Folder),
            },
        };
        return new Child(Process.Start(start)!);
    }

    /// <summary>Waits until something is so, or the child is done.</summary>
    public async Task UntilAsync(Func<bool> moment)
    {
        while (!moment() && !_process.HasExited)
            await Task.Delay(1);
    }

    /// <summary>Kills the child as soon as something is so.</summary>
    public async Task KillWhenAsync(Func<bool> moment)
    {
        await UntilAsync(moment);
        _process.Kill();
        await _process.WaitForExitAsync();
    }

    /// <summary>The exit code and what it said.</summary>
    public async Task<(int Code, string Output)> EndAsync()
    {
        var output = await _output;
        await _process.WaitForExitAsync();
        return (_process.ExitCode, output);
    }

    public void Dispose()
    {
        if (!_process.HasExited)
            _process.Kill();
        _process.Dispose();
    }
}

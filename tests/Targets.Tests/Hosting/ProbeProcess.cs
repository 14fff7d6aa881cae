using System.Diagnostics;

namespace MLOpsBuild.Targets.Tests.Hosting;

/// <summary>Runs the probe build in a process of its own, in a folder of its own.</summary>
internal sealed class ProbeProcess : IDisposable
{
    private readonly Process process;
    private readonly List<string> lines = [];
    private readonly List<string> errors = [];
    private readonly Task reading;

    public ProbeProcess(IReadOnlyDictionary<string, string> variables, params string[] arguments)
    {
        Folder = AbsolutePath.Create(Directory.CreateTempSubdirectory("probe-").FullName);
        (Folder / ".nuke").CreateDirectory();
        var program = AppContext.BaseDirectory.Replace("Targets.Tests", "Targets.Probe", StringComparison.Ordinal) + "MLOpsBuild.Targets.Probe.dll";
        var start = new ProcessStartInfo("dotnet", [program, .. arguments])
        {
            WorkingDirectory = Folder,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            RedirectStandardInput = true,
        };
        foreach (var name in new[] { "GITHUB_ACTIONS", "CI", "JENKINS_URL", "JENKINS_HOME" })
            start.Environment.Remove(name);
        foreach (var (name, value) in variables)
            start.Environment[name] = value;
        process = Process.Start(start)!;
        process.StandardInput.Close();
        reading = Task.WhenAll(Read(process.StandardOutput, lines), Read(process.StandardError, errors));
    }

    public AbsolutePath Folder { get; }

    public int Id => process.Id;

    public async Task<string> Line(Predicate<string> wanted)
    {
        var limit = Stopwatch.StartNew();
        while (limit.Elapsed < TimeSpan.FromSeconds(60))
        {
            lock (lines)
            {
                if ((lines.Find(wanted) ?? errors.Find(wanted)) is { } line)
                    return line;
            }

            await Task.Delay(20);
        }

        throw new TimeoutException($"The line never came: {string.Join('\n', lines)}");
    }

    public async Task<(int Code, string Output, string Error)> End()
    {
        await process.WaitForExitAsync().WaitAsync(TimeSpan.FromSeconds(60));
        await reading.WaitAsync(TimeSpan.FromSeconds(60));
        return (process.ExitCode, Text(lines), Text(errors));
    }

    /// <summary>Sends the signals one right after the other, from one process.</summary>
    public void Signal(params string[] signals) =>
        Process.Start("sh", ["-c", string.Join("; ", signals.Select(signal => $"kill {signal} {process.Id}"))])!.WaitForExit();

    public void Dispose()
    {
        if (!process.HasExited)
            process.Kill(entireProcessTree: true);
        process.Dispose();
        Folder.DeleteDirectory();
    }

    private static string Text(List<string> lines) => string.Concat(lines.Select(line => line + "\n"));

    private async Task Read(StreamReader reader, List<string> into)
    {
        while (await reader.ReadLineAsync() is { } line)
        {
            lock (lines)
                into.Add(line);
        }
    }
}

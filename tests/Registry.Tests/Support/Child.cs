using System.Diagnostics;

namespace MLOpsBuild.Registry.Tests;

/// <summary>This test program once more, as a process of its own that carries out one <see cref="ChildTasks"/> and can be killed.</summary>
internal sealed class Child : IDisposable
{
    private readonly Process _process;
    private readonly Task<string> _output;

    private Child(Process process)
    {
        _process = process;
        _output = process.StandardOutput.ReadToEndAsync();
    }

    public static Child Start(string task, string folder, string argument = "")
    {
        var start = new ProcessStartInfo(Program, [.. ProgramArguments, "-explicit", "only", "-method", $"{typeof(ChildTasks).FullName}.{task}", "-noColor", "-noLogo"])
        {
            RedirectStandardOutput = true,
            // A killed child cleans nothing up, so its temporary files stand in the folder of the test.
            Environment = { [ChildTasks.FolderVariable] = folder, [ChildTasks.ArgumentVariable] = argument, ["TMPDIR"] = Path.GetDirectoryName(folder) },
        };
        return new Child(Process.Start(start)!);
    }

    /// <summary>The apphost of this test program, or the dotnet command with its path.</summary>
    private static string Program => Environment.ProcessPath!;

    private static string[] ProgramArguments =>
        Path.GetFileNameWithoutExtension(Program) == "dotnet" ? [typeof(Child).Assembly.Location] : [];

    /// <summary>Waits until something is so, or tells what the child said instead.</summary>
    public async Task UntilAsync(Func<Task<bool>> condition)
    {
        var started = Stopwatch.StartNew();
        while (!await condition())
        {
            if (_process.HasExited || started.Elapsed > TimeSpan.FromMinutes(2))
                Assert.Fail("The child process did not get there: " + (_process.HasExited ? await _output : "it still runs."));
            await Task.Delay(5);
        }
    }

    public async Task KillAsync()
    {
        _process.Kill();
        await _process.WaitForExitAsync();
    }

    public async Task SucceedAsync()
    {
        var output = await _output;
        await _process.WaitForExitAsync();
        Assert.True(_process.ExitCode == 0, output);
    }

    public void Dispose()
    {
        if (!_process.HasExited)
            _process.Kill();
        _process.Dispose();
    }
}

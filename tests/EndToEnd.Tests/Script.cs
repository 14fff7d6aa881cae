using System.Diagnostics;

namespace MLOpsBuild.EndToEnd.Tests;

/// <summary>A script, run from outside with arguments, environment and folder as given.</summary>
public sealed class Script(string path, string folder)
{
    private static readonly string[] ServerVariables = ["CI", "GITHUB_ACTIONS", "JENKINS_URL", "JENKINS_HOME", "TF_BUILD"];
    private readonly Dictionary<string, string?> _environment = ServerVariables.ToDictionary(name => name, _ => (string?)null);

    /// <summary>Sets a variable, or takes it away.</summary>
    public Script With(string name, string? value)
    {
        _environment[name] = value;
        return this;
    }

    /// <summary>Runs the script to its end.</summary>
    public async Task<ScriptRun> RunAsync(params string[] arguments)
    {
        using var process = Start(arguments);
        var output = process.StandardOutput.ReadToEndAsync();
        var error = process.StandardError.ReadToEndAsync();
        await process.WaitForExitAsync();
        return new(process.ExitCode, await output, await error);
    }

    /// <summary>Starts the script; the caller waits for it, or kills it.</summary>
    public Process Start(params string[] arguments)
    {
        var start = new ProcessStartInfo(path, arguments)
        {
            WorkingDirectory = folder,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            RedirectStandardInput = true,
        };
        foreach (var name in start.Environment.Keys.Where(name => name.StartsWith("MLOPSBUILD_", StringComparison.Ordinal)).ToArray())
            start.Environment.Remove(name); // of the build that runs these tests
        foreach (var (name, value) in _environment)
            start.Environment[name] = value;
        var process = Process.Start(start)!;
        process.StandardInput.Close();
        return process;
    }
}

/// <summary>What a run came to.</summary>
/// <param name="ExitCode">The process's exit code.</param>
/// <param name="Output">Everything it wrote to standard output.</param>
/// <param name="Error">Everything it wrote to standard error.</param>
public sealed record ScriptRun(int ExitCode, string Output, string Error)
{
    /// <summary>Both streams, for messages.</summary>
    public string Text => Output + Error;

    /// <summary>Fails the test with the whole output unless the run ended with this exit code.</summary>
    public ScriptRun Ended(int exitCode)
    {
        Assert.True(ExitCode == exitCode, $"expected exit {exitCode}, got {ExitCode}:\n{Text}");
        return this;
    }
}

using System.Diagnostics;

namespace MLOpsBuild.EndToEnd.Tests;

/// <summary>git, for tests that look at a checkout as git does.</summary>
internal static class Git
{
    /// <summary>Standard output of a command that succeeded.</summary>
    public static string Run(string folder, params string[] arguments)
    {
        var start = new ProcessStartInfo("git", arguments) { WorkingDirectory = folder, RedirectStandardOutput = true };
        using var git = Process.Start(start)!;
        var output = git.StandardOutput.ReadToEnd();
        git.WaitForExit();
        Assert.Equal(0, git.ExitCode);
        return output;
    }
}

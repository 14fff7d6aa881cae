using Xunit;

namespace MLOpsBuild.Testing;

/// <summary>Programs that a test needs from the machine: without one it is skipped and says so, and CI takes a skip for a failure.</summary>
public static class Services
{
    /// <summary>The program's full path; skips the test where it is not installed.</summary>
    public static string Require(string program) => Require(program, $"Debian: apt-get install {program}");

    /// <summary>The program's full path; skips the test where it is not installed, and says how it is.</summary>
    public static string Require(string program, string installation)
    {
        var path = Find(program);
        Assert.SkipWhen(path is null, $"'{program}' is not on the PATH; install it ({installation}) to run this test.");
        return path!;
    }

    /// <summary>The program's full path, or null.</summary>
    public static string? Find(string program) => (Environment.GetEnvironmentVariable("PATH") ?? "")
        .Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries)
        .Select(folder => Path.Combine(folder, program))
        .FirstOrDefault(File.Exists);
}

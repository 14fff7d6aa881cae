using System.Diagnostics;
using System.Globalization;

namespace MLOpsBuild.Benchmarks.Training;

/// <summary>Starts one of the two programs and measures it from outside; the peak of its memory it tells itself.</summary>
internal static class Programs
{
    private static readonly string Here = typeof(Programs).Assembly.Location;

    /// <summary>The repository's folder.</summary>
    public static string Root { get; } = FindRoot();

    public static ProgramRun Framework(params string[] arguments) => Run(Here, arguments);

    public static ProgramRun Bare(params string[] arguments) => Run(Here.Replace("MLOpsBuild.Benchmarks.Training", "MLOpsBuild.Benchmarks.Training.Bare", StringComparison.Ordinal), arguments);

    private static ProgramRun Run(string program, string[] arguments)
    {
        var start = new ProcessStartInfo("dotnet", [program, .. arguments])
        {
            RedirectStandardOutput = true,
            Environment = { ["OMP_WAIT_POLICY"] = "passive" }, // the framework sets it itself; without it the bare program suffers on a busy machine
        };
        var clock = Stopwatch.StartNew();
        using var process = Process.Start(start)!;
        var output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        var seconds = clock.Elapsed.TotalSeconds;
        return process.ExitCode == 0
            ? new ProgramRun(seconds, output.Trim())
            : throw new InvalidOperationException($"{Path.GetFileName(program)} ended with {process.ExitCode}: {output}");
    }

    private static string FindRoot()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "MLOpsBuild.sln")))
            folder = folder.Parent ?? throw new InvalidOperationException("Run the benchmark from a checkout.");
        return folder.FullName;
    }
}

/// <summary>A run of a program.</summary>
/// <param name="Seconds">Wall time from before the start to after the end.</param>
/// <param name="Output">What it wrote: the peak of its memory in bytes.</param>
internal sealed record ProgramRun(double Seconds, string Output)
{
    public double Megabytes => long.Parse(Output, CultureInfo.InvariantCulture) / 1e6;
}

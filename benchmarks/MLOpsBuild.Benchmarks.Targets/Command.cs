using System.Diagnostics;
using System.Globalization;

namespace MLOpsBuild.Benchmarks.Targets;

/// <summary>A process to measure.</summary>
internal sealed record Command(string Program, IReadOnlyList<string> Arguments, string Folder)
{
    public Command With(params string[] more) => this with { Arguments = [.. Arguments, .. more] };

    /// <summary>Runs it to its end; its time in seconds.</summary>
    public double Run() => Run(_ => { });

    /// <summary>Runs it to its end; the most memory it held, in MB, as Linux counts it.</summary>
    public double PeakMemory()
    {
        var peak = 0L;
        Run(process =>
        {
            while (!process.HasExited)
                peak = Math.Max(peak, ReadPeak(process.Id));
        });
        return peak / 1024.0;
    }

    private double Run(Action<Process> watch)
    {
        var start = new ProcessStartInfo(Program, Arguments) { WorkingDirectory = Folder, RedirectStandardOutput = true, RedirectStandardError = true, RedirectStandardInput = true };
        start.Environment["MLOPSBUILD_ROOT"] = Folder;
        var began = Stopwatch.GetTimestamp();
        using var process = Process.Start(start)!;
        process.StandardInput.Close();
        var output = process.StandardOutput.ReadToEndAsync();
        var error = process.StandardError.ReadToEndAsync();
        watch(process);
        process.WaitForExit();
        var seconds = Stopwatch.GetElapsedTime(began).TotalSeconds;
        return process.ExitCode == 0
            ? seconds
            : throw new InvalidOperationException($"{Program} {string.Join(' ', Arguments)} ended with {process.ExitCode}: {output.Result}{error.Result}");
    }

    private static long ReadPeak(int process)
    {
        try
        {
            var line = File.ReadLines($"/proc/{process}/status").FirstOrDefault(it => it.StartsWith("VmHWM:", StringComparison.Ordinal));
            return line is null ? 0 : long.Parse(line.Split(' ', StringSplitOptions.RemoveEmptyEntries)[1], CultureInfo.InvariantCulture);
        }
        catch (IOException)
        {
            // It ended meanwhile.
            return 0;
        }
    }
}

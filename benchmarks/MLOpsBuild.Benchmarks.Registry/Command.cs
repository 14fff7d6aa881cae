using System.Diagnostics;
using System.Globalization;

namespace MLOpsBuild.Benchmarks.Registry;

/// <summary>Runs a process to its end and measures it.</summary>
internal static class Command
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(20);

    public static async Task<Measurement> RunAsync(string program, IReadOnlyList<string> arguments)
    {
        var began = Stopwatch.GetTimestamp();
        using var process = Process.Start(new ProcessStartInfo(program, arguments))!;
        var ended = process.WaitForExitAsync();
        var (peak, used) = (0.0, 0.0);
        while (!ended.IsCompleted)
        {
            (peak, used) = (Math.Max(peak, Peak(process.Id)), Math.Max(used, Used(process.Id)));
            await Task.WhenAny(ended, Task.Delay(Pause));
        }

        var seconds = Stopwatch.GetElapsedTime(began).TotalSeconds;
        return process.ExitCode == 0
            ? new(seconds, peak, used)
            : throw new InvalidOperationException($"{program} {string.Join(' ', arguments)} ended with {process.ExitCode}.");
    }

    private static double Peak(int process) => Read($"/proc/{process}/status", text =>
        long.Parse(text.Split("VmHWM:")[1].Split("kB")[0], CultureInfo.InvariantCulture) / 1024.0);

    // Fields 14 and 15 after the name, in hundredths of a second.
    private static double Used(int process) => Read($"/proc/{process}/stat", text =>
    {
        var fields = text[(text.LastIndexOf(')') + 2)..].Split(' ');
        return (long.Parse(fields[11], CultureInfo.InvariantCulture) + long.Parse(fields[12], CultureInfo.InvariantCulture)) / 100.0;
    });

    private static double Read(string file, Func<string, double> parse)
    {
        try
        {
            var text = File.ReadAllText(file);
            return text.Contains("VmHWM:", StringComparison.Ordinal) || file.EndsWith("stat", StringComparison.Ordinal) ? parse(text) : 0;
        }
        catch (IOException)
        {
            // It ended meanwhile.
            return 0;
        }
    }
}

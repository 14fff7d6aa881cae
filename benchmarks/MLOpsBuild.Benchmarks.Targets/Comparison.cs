using System.Globalization;

namespace MLOpsBuild.Benchmarks.Targets;

/// <summary>Measures the two sides of a comparison in turn, so that both see the same machine, and prints them.</summary>
internal static class Comparison
{
    public static void Ratio(string name, Command command, string otherName, Command other, int runs, double atMost)
    {
        var (mine, others) = Measure(command, other, runs);
        Print(name, mine);
        Print(otherName, others);
        Verdict("times the median", Median(mine) / Median(others), atMost);
    }

    public static void Beyond(string name, Command command, string otherName, Command? other, int runs, double? atMost)
    {
        var (mine, others) = Measure(command, other, runs);
        Print(name, mine);
        if (other is not null)
            Print(otherName, others);
        Verdict($"s beyond {otherName}, by the medians", Median(mine) - (other is null ? 0 : Median(others)), atMost);
    }

    public static void Memory(string name, Command command, double? atMost)
    {
        double[] peaks = [.. Enumerable.Range(0, 3).Select(_ => command.PeakMemory()).Order()];
        Print(name, peaks);
        Verdict("MB at its peak", Median(peaks), atMost);
    }

    private static (double[] Mine, double[] Others) Measure(Command command, Command? other, int runs)
    {
        command.Run();
        other?.Run();
        var (mine, others) = (new double[runs], new double[runs]);
        for (var i = 0; i < runs; i++)
        {
            mine[i] = command.Run();
            others[i] = other?.Run() ?? 0;
        }

        Array.Sort(mine);
        Array.Sort(others);
        return (mine, others);
    }

    private static double Median(double[] sorted) => sorted[sorted.Length / 2];

    private static void Print(string name, double[] sorted) =>
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"  {name,-34} {sorted[0],8:0.000} {Median(sorted),8:0.000} {sorted[^1],8:0.000}"));

    private static void Verdict(string what, double value, double? atMost) =>
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"  -> {value:0.00} {what}{(atMost is { } limit ? $"; aim: at most {limit}: {(value <= limit ? "met" : "MISSED")}" : "")}\n"));
}

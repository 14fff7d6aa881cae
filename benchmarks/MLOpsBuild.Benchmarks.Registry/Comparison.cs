using System.Globalization;

namespace MLOpsBuild.Benchmarks.Registry;

/// <summary>Prints both sides, and whether the aims are met.</summary>
internal static class Comparison
{
    public static void Print(string name, IReadOnlyCollection<Measurement> runs) => Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
        $"  {name,-12} seconds {Spread(runs, run => run.Seconds)}   processor seconds {Spread(runs, run => run.ProcessorSeconds)}   MB {Spread(runs, run => run.Megabytes)}"));

    public static void Judge(IReadOnlyCollection<Measurement> mine, IReadOnlyCollection<Measurement> others, double atMostTimes, double atMostMegabytes)
    {
        Verdict("times the median", Median(mine, run => run.Seconds) / Median(others, run => run.Seconds), atMostTimes);
        Verdict("MB at the peak", mine.Max(run => run.Megabytes), atMostMegabytes);
    }

    private static string Spread(IReadOnlyCollection<Measurement> runs, Func<Measurement, double> value) => string.Create(CultureInfo.InvariantCulture,
        $"{runs.Min(value):0.0} {Median(runs, value):0.0} {runs.Max(value):0.0}");

    private static double Median(IReadOnlyCollection<Measurement> runs, Func<Measurement, double> value) => runs.Select(value).Order().ElementAt(runs.Count / 2);

    private static void Verdict(string what, double value, double atMost) => Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
        $"  -> {value:0.00} {what}; aim: at most {atMost}: {(value <= atMost ? "met" : "MISSED")}"));
}

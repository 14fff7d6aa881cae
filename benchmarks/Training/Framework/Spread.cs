using System.Globalization;

namespace MLOpsBuild.Benchmarks.Training;

/// <summary>Least, middle and greatest of some measurements.</summary>
internal sealed record Spread(double Least, double Median, double Greatest)
{
    public static Spread Of(IEnumerable<double> values)
    {
        var sorted = values.Order().ToArray();
        return new(sorted[0], (sorted[(sorted.Length - 1) / 2] + sorted[sorted.Length / 2]) / 2, sorted[^1]);
    }

    public string Text(string format) => string.Concat(new[] { Least, Median, Greatest }.Select(value => value.ToString(format, CultureInfo.InvariantCulture).PadLeft(10)));
}

using System.Globalization;

namespace MLOpsBuild.Learning.Reporting;

/// <summary>Numbers for people, the same in every culture, and for machines.</summary>
internal static class Format
{
    private const string None = "\u2013";

    /// <summary>Reads back as the same number.</summary>
    public static string Exact(double value) => value.ToString("R", CultureInfo.InvariantCulture);

    /// <summary>Four decimals, with a true minus; a dash for what is no number.</summary>
    public static string Value(double? value) => Signed(value, "0.0000");

    /// <summary>Four decimals and always a sign.</summary>
    public static string Change(double? value) => Signed(value, "+0.0000;-0.0000;0.0000");

    /// <summary>A share in percent with one decimal.</summary>
    public static string Percent(double value) => double.IsNaN(value) ? None : (value * 100).ToString("0.0", CultureInfo.InvariantCulture) + "\u00A0%";

    /// <summary>A count with thousands.</summary>
    public static string Count(long value) => value.ToString("N0", CultureInfo.InvariantCulture);

    /// <summary>Milliseconds with the decimals that tell something.</summary>
    public static string Milliseconds(double value) => value.ToString(value < 0.1 ? "0.000" : "0.00", CultureInfo.InvariantCulture) + "\u00A0ms";

    /// <summary>Bytes in the unit that fits.</summary>
    public static string Bytes(long value) => value < 1_000 ? Count(value) + "\u00A0B"
        : value < 1_000_000 ? (value / 1e3).ToString("0.0", CultureInfo.InvariantCulture) + "\u00A0kB"
        : (value / 1e6).ToString("0.0", CultureInfo.InvariantCulture) + "\u00A0MB";

    /// <summary>Both ends with three decimals.</summary>
    public static string Range(Interval? interval) => interval is null ? None : $"{Signed(interval.Low, "0.000")} to {Signed(interval.High, "0.000")}";

    /// <summary>Both ends in percent.</summary>
    public static string PercentRange(Interval? interval) => interval is null ? None
        : string.Create(CultureInfo.InvariantCulture, $"{interval.Low * 100:0.0} to {interval.High * 100:0.0}\u00A0%");

    /// <summary>A coordinate of a drawing.</summary>
    public static string Point(double value) => value.ToString("0.##", CultureInfo.InvariantCulture);

    private static string Signed(double? value, string format) =>
        value is not { } number || double.IsNaN(number) ? None : number.ToString(format, CultureInfo.InvariantCulture).Replace('-', '\u2212');
}

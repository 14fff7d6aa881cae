using System.Globalization;

namespace MLOpsBuild.EndToEnd.Tests.Workflows;

/// <summary>How GitHub's expressions compare, judge and print values: null, booleans, numbers, texts and mappings.</summary>
internal static class Value
{
    public static bool IsTrue(object? value) => value switch
    {
        null => false,
        bool flag => flag,
        double number => number != 0 && !double.IsNaN(number),
        string text => text.Length > 0,
        _ => true,
    };

    public static string Text(object? value) => value switch
    {
        null => "",
        bool flag => flag ? "true" : "false",
        double number => number.ToString("G15", CultureInfo.InvariantCulture),
        _ => value.ToString()!,
    };

    public static bool AreEqual(object? left, object? right) => (left, right) switch
    {
        (string a, string b) => string.Equals(a, b, StringComparison.OrdinalIgnoreCase),
        (bool a, bool b) => a == b,
        (null, null) => true,
        _ => Number(left) == Number(right),
    };

    public static double Number(object? value) => value switch
    {
        null => 0,
        bool flag => flag ? 1 : 0,
        double number => number,
        string text => text.Length == 0 ? 0 : double.TryParse(text, CultureInfo.InvariantCulture, out var number) ? number : double.NaN,
        _ => double.NaN,
    };
}

using System.Globalization;
using System.Text.RegularExpressions;

namespace MLOpsBuild.Pipelines;

/// <summary>Quantities of Kubernetes in their usual form: digits, at most three of them after a dot, and a suffix.</summary>
internal static partial class KubernetesQuantity
{
    private const string Decimal = "kMGTPE";
    private const string Binary = "KMGTPE";

    /// <summary>The quantity in its unit; null where the text is none.</summary>
    public static decimal? Of(string text)
    {
        var match = Form().Match(text);
        return match.Success ? decimal.Parse(match.Groups["number"].Value, CultureInfo.InvariantCulture) * Factor(match.Groups["suffix"].Value) : null;
    }

    private static decimal Factor(string suffix) => suffix switch
    {
        "" => 1,
        "m" => 0.001m,
        [var letter, 'i'] => Power(1024, Binary.IndexOf(letter, StringComparison.Ordinal) + 1),
        _ => Power(1000, Decimal.IndexOf(suffix[0], StringComparison.Ordinal) + 1),
    };

    private static decimal Power(decimal of, int times) => Enumerable.Repeat(of, times).Aggregate(1m, (product, factor) => product * factor);

    [GeneratedRegex("^(?<number>[0-9]{1,9}(\\.[0-9]{1,3})?)(?<suffix>[KMGTPE]i|[mkMGTPE])?\\z")]
    private static partial Regex Form();
}

using System.Globalization;
using MLOpsBuild.Learning;

namespace MLOpsBuild.Benchmarks.Training;

/// <summary>Rows as the bare program reads them: the label as 0 or 1, then numbers, flags and words; a missing cell is empty.</summary>
internal static class PlainRows
{
    public static void Write(string file, Table rows)
    {
        var features = FeatureSet.Of(rows.Schema);
        string[] numbers = [.. features.Numbers, .. features.Flags];
        using var writer = new StreamWriter(file) { NewLine = "\n" };
        writer.WriteLine(string.Join(',', ["Label", .. numbers, .. features.Categories]));
        for (var row = 0; row < rows.Rows; row++)
        {
            writer.WriteLine(string.Join(',',
            [
                rows.Labels[row] ? "1" : "0",
                .. numbers.Select(column => Text(rows.Numbers(column)[row])),
                .. features.Categories.Select(column => rows.Categories(column)[row] ?? ""),
            ]));
        }
    }

    private static string Text(float cell) => float.IsNaN(cell) ? "" : cell.ToString("R", CultureInfo.InvariantCulture);
}

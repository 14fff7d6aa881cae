using System.Globalization;
using System.Text;

namespace MLOpsBuild.Learning;

/// <summary>Predictions as CSV: <c>row,probability,label</c>, a line a row, the first row 1.</summary>
public static class PredictionFile
{
    /// <summary>Writes the file whole or not at all.</summary>
    /// <param name="path">The file; one that is there is replaced.</param>
    /// <param name="schema">The words of the label, and the threshold between them.</param>
    /// <param name="probabilities">The probability of the positive class, one a row.</param>
    public static void Write(string path, ModelSchema schema, IReadOnlyList<float> probabilities)
    {
        var unfinished = path + ".part";
        using (var file = File.Create(unfinished))
        {
            file.Write("row,probability,label\n"u8);
            var line = new CsvLine();
            for (var row = 0; row < probabilities.Count; row++)
            {
                line.Clear();
                line.Add(Encoding.UTF8.GetBytes((row + 1).ToString(CultureInfo.InvariantCulture)));
                line.Add(probabilities[row]);
                line.Add(Encoding.UTF8.GetBytes(probabilities[row] >= schema.Threshold ? schema.Positive : schema.Negative));
                line.WriteTo(file);
            }
        }

        File.Move(unfinished, path, overwrite: true);
    }
}

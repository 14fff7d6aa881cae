using Microsoft.ML;

namespace MLOpsBuild.Learning;

/// <summary>Scores many rows at once.</summary>
internal static class Scoring
{
    /// <summary>The column with the calibrated probability of the positive class.</summary>
    public const string Probability = "Probability";

    public static float[] Probabilities(ITransformer model, Table rows)
    {
        var scored = model.Transform(new TableView(rows));
        var column = scored.Schema[Probability];
        var probabilities = new float[rows.Rows];
        using var cursor = scored.GetRowCursor([column]);
        var probability = cursor.GetGetter<float>(column);
        for (var row = 0; cursor.MoveNext(); row++)
            probability(ref probabilities[row]);
        return probabilities;
    }
}

using Microsoft.ML;

namespace MLOpsBuild.Learning;

/// <summary>A model in memory.</summary>
/// <param name="Context">The context that fitted it.</param>
/// <param name="Transformer">From the columns of a <see cref="TableView"/> to <c>Probability</c>.</param>
/// <param name="Schema">The columns that it reads.</param>
/// <param name="Trees">The trees that it kept; null where it is made of something else.</param>
public sealed record FittedModel(MLContext Context, ITransformer Transformer, DataViewSchema Schema, int? Trees)
{
    /// <summary>The probability of the positive class, one a row.</summary>
    public float[] Score(Table rows) => Scoring.Probabilities(Transformer, rows);
}

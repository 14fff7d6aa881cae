using Microsoft.ML;
using MLOpsBuild.Pipelines;

namespace MLOpsBuild.Learning;

/// <summary>A saved model, ready to score; safe for threads.</summary>
public sealed class ModelScorer
{
    private readonly ITransformer _model;

    private ModelScorer(ITransformer model, ModelSchema schema)
    {
        _model = model;
        Schema = schema;
    }

    /// <summary>What the model reads and how its answer is read.</summary>
    public ModelSchema Schema { get; }

    /// <summary>Loads <c>model.zip</c> and <c>schema.json</c> of a folder that Train or a package left.</summary>
    /// <exception cref="StageException">A file is missing or of another format.</exception>
    public static ModelScorer Load(string folder)
    {
        var schema = ModelSchemaFile.Read(Path.Combine(folder, StageFiles.ModelSchema));
        var model = new MLContext(seed: 1).Model.Load(Path.Combine(folder, StageFiles.Model), out _);
        return new(model, schema);
    }

    /// <summary>The probability of the positive class, one a row, of rows that have the model's features.</summary>
    public float[] Score(Table rows) => Scoring.Probabilities(_model, rows);

    /// <summary>A scorer of single rows, for one thread.</summary>
    public RowScorer CreateRowScorer() => new(_model, Schema);
}

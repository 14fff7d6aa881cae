using System.Collections.Immutable;
using Microsoft.ML;
using Microsoft.ML.Data;
using MLOpsBuild.Pipelines;

namespace MLOpsBuild.Learning;

/// <summary>Scores one row after another with hardly an allocation; not safe for threads, so one a thread. A feature that is not set since the last score is missing.</summary>
#pragma warning disable CA1001 // the row is arrays only: there is nothing to dispose
public sealed class RowScorer
#pragma warning restore CA1001
{
    private readonly ImmutableArray<ModelColumn> _features;
    private readonly CurrentRow _row;
    private readonly ValueGetter<float> _probability;

    internal RowScorer(ITransformer model, ModelSchema schema)
    {
        _features = schema.Features;
        _row = new CurrentRow(TableView.SchemaOf(schema.ToRows()));
        var mapper = model.GetRowToRowMapper(_row.Schema);
        var column = mapper.OutputSchema[Scoring.Probability];
        _probability = mapper.GetRow(_row, [column]).GetGetter<float>(column);
        _row.Clear();
    }

    /// <summary>Sets a number or a flag (0 or 1); NaN is missing.</summary>
    /// <param name="feature">The feature's place in <see cref="ModelSchema.Features"/>.</param>
    /// <param name="value">The cell.</param>
    public void SetNumber(int feature, float value) => _row.Numbers[feature] = _features[feature].Kind != ColumnKind.Category
        ? value
        : throw new ArgumentException($"Feature '{_features[feature].Name}' is a category; use SetCategory.", nameof(feature));

    /// <summary>Sets a category; null is missing, and a word that training has not seen counts as missing.</summary>
    /// <param name="feature">The feature's place in <see cref="ModelSchema.Features"/>.</param>
    /// <param name="value">The cell.</param>
    public void SetCategory(int feature, string? value) => _row.Words[feature] = _features[feature].Kind == ColumnKind.Category
        ? value
        : throw new ArgumentException($"Feature '{_features[feature].Name}' is no category; use SetNumber.", nameof(feature));

    /// <summary>The probability of the positive class of the row that was set; the next row starts empty.</summary>
    public float Score()
    {
        var probability = float.NaN;
        _row.Advance();
        _probability(ref probability);
        _row.Clear();
        return probability;
    }

    /// <summary>The probability of the positive class of a row given as cells, one a feature in their order.</summary>
    public float Score(ImmutableArray<KnownCell> cells)
    {
        for (var i = 0; i < cells.Length; i++)
        {
            if (cells[i].Kind == ColumnKind.Category)
                SetCategory(i, cells[i].Category);
            else
                SetNumber(i, cells[i].Number);
        }

        return Score();
    }

    private sealed class CurrentRow(DataViewSchema schema) : DataViewRow
    {
        private long _position;

        public float[] Numbers { get; } = new float[schema.Count];

        public string?[] Words { get; } = new string?[schema.Count];

        public override DataViewSchema Schema => schema;

        public override long Position => _position;

        public override long Batch => 0;

        /// <summary>A new position: parts of a model keep what they made for the last one.</summary>
        public void Advance() => _position++;

        public void Clear()
        {
            Array.Fill(Numbers, float.NaN);
            Array.Clear(Words);
        }

        public override bool IsColumnActive(DataViewSchema.Column column) => true;

        public override ValueGetter<DataViewRowId> GetIdGetter() => (ref DataViewRowId value) => value = new DataViewRowId((ulong)_position, 0);

        public override ValueGetter<TValue> GetGetter<TValue>(DataViewSchema.Column column)
        {
            var index = column.Index;
            Delegate getter = column.Type switch
            {
                TextDataViewType => (ValueGetter<ReadOnlyMemory<char>>)((ref ReadOnlyMemory<char> value) => value = Words[index].AsMemory()),
                BooleanDataViewType => (ValueGetter<bool>)((ref bool value) => value = false),
                _ => (ValueGetter<float>)((ref float value) => value = Numbers[index]),
            };
            return (ValueGetter<TValue>)getter;
        }
    }
}

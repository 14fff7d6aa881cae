using MLOpsBuild.Learning;
using MLOpsBuild.Pipelines;

namespace MLOpsBuild.Serving;

/// <summary>The cells of one row while it is read, reused from row to row; what is not set is missing.</summary>
internal sealed class Row(FieldSet fields)
{
    private readonly float[] _numbers = new float[fields.Features.Length];
    private readonly string?[] _words = new string?[fields.Features.Length];
    private readonly bool[] _seen = new bool[fields.All.Length];

    public void Clear()
    {
        Array.Fill(_numbers, float.NaN);
        Array.Clear(_words);
        Array.Clear(_seen);
    }

    /// <summary>Notes that a field was named; false where it was named before.</summary>
    public bool See(Field field) => !_seen[field.Index] && (_seen[field.Index] = true);

    public bool Has(Field field) => _seen[field.Index];

    public void Set(Field field, float number, string? word)
    {
        if (field.Feature < 0)
            return;
        _numbers[field.Feature] = number;
        _words[field.Feature] = word;
    }

    public float Score(RowScorer scorer)
    {
        for (var i = 0; i < _numbers.Length; i++)
        {
            if (fields.Features[i].Kind == ColumnKind.Category)
                scorer.SetCategory(i, _words[i]);
            else
                scorer.SetNumber(i, _numbers[i]);
        }

        return scorer.Score();
    }
}

using MLOpsBuild.Pipelines;

namespace MLOpsBuild.Learning;

/// <summary>The values of one row by schema column; categories stay in the record that they were read from.</summary>
internal sealed class RowCells(RowSchema schema)
{
    /// <summary>One a column: the number, the flag as 1 or 0, the label as 1 for the positive class; NaN is missing or no number.</summary>
    public float[] Numbers { get; } = new float[schema.Columns.Length];

    /// <summary>Whether the row is of the positive class.</summary>
    public bool Label { get; set; }
}

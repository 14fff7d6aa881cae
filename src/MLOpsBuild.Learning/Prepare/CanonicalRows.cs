using System.Text;
using MLOpsBuild.Pipelines;

namespace MLOpsBuild.Learning;

/// <summary>Writes rows as canonical CSV: the schema's columns without the unused ones, in its order, so that equal rows are equal bytes.</summary>
internal sealed class CanonicalRows(RowSchema schema, DataHeader header)
{
    private readonly (Column Column, int Index)[] _columns = [.. schema.Columns.Select((column, index) => (column, index)).Where(pair => pair.column.Role != ColumnRole.Unused)];
    private readonly byte[] _positive = Encoding.UTF8.GetBytes(schema.Positive);
    private readonly byte[] _negative = Encoding.UTF8.GetBytes(schema.Negative);
    private readonly CsvLine _line = new();

    /// <summary>The header's line.</summary>
    public CsvLine Header()
    {
        _line.Clear();
        foreach (var (column, _) in _columns)
            _line.Add(Encoding.UTF8.GetBytes(column.Name));
        return _line;
    }

    /// <summary>The line of a row; valid until the next call.</summary>
    public CsvLine Row(RowCells cells, CsvReader record)
    {
        _line.Clear();
        foreach (var (column, index) in _columns)
        {
            if (column.Role == ColumnRole.Label)
                _line.Add(cells.Label ? _positive : _negative);
            else if (column.Kind == ColumnKind.Category)
                _line.Add(record.Field(header.Fields[index]));
            else
                _line.Add(cells.Numbers[index]);
        }

        return _line;
    }
}

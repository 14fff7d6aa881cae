using MLOpsBuild.Pipelines;

namespace MLOpsBuild.Learning;

/// <summary>Collects the training rows' profile; what it holds is four bytes a number, not rows, so that quantiles are exact.</summary>
internal sealed class ProfileBuilder(RowSchema schema, DataHeader header)
{
    private readonly (Column Column, int Index)[] _columns = [.. schema.Columns.Select((column, index) => (column, index)).Where(pair => pair.column.Role is ColumnRole.Feature or ColumnRole.Sensitive)];
    private readonly List<float>[] _numbers = [.. schema.Columns.Select(_ => new List<float>())];
    private readonly CategoryCounts[] _categories = [.. schema.Columns.Select(_ => new CategoryCounts())];
    private int _rows, _positives;

    public void Add(RowCells cells, CsvReader record)
    {
        _rows++;
        _positives += cells.Label ? 1 : 0;
        foreach (var (column, index) in _columns)
        {
            if (column.Kind == ColumnKind.Number)
                _numbers[index].Add(cells.Numbers[index]);
            else if (column.Kind == ColumnKind.Category)
                _categories[index].Add(record.Field(header.Fields[index]));
            else
                _categories[index].Add(cells.Numbers[index] switch { 1 => "1"u8, 0 => "0"u8, _ => default });
        }
    }

    public DataProfile ToProfile()
    {
        var profile = new DataProfile { Rows = _rows, Positives = _positives, Numbers = [], Categories = [] };
        return profile with
        {
            Numbers = [.. _columns.Where(pair => pair.Column.Kind == ColumnKind.Number).Select(pair => NumberProfile.Of(pair.Column, _numbers[pair.Index], profile.QuantileLevels))],
            Categories = [.. _columns.Where(pair => pair.Column.Kind != ColumnKind.Number).Select(pair => CategoryProfile.Of(pair.Column, _categories[pair.Index].Missing, _categories[pair.Index].Counts))],
        };
    }
}

using MLOpsBuild.Pipelines;

namespace MLOpsBuild.Learning;

/// <summary>Collects rows by column until the table is complete.</summary>
internal sealed class TableColumns(RowSchema schema, DataHeader header)
{
    private readonly Column[] _columns = [.. schema.Columns];
    private readonly List<float>?[] _numbers = [.. schema.Columns.Select(column => IsNumber(column) ? new List<float>() : null)];
    private readonly List<string?>?[] _categories = [.. schema.Columns.Select(column => IsCategory(column) ? new List<string?>() : null)];
    private readonly CategoryPool[] _pools = [.. schema.Columns.Select(_ => new CategoryPool())];
    private readonly List<bool> _labels = [];

    public void Add(RowCells cells, CsvReader record)
    {
        for (var i = 0; i < _columns.Length; i++)
        {
            _numbers[i]?.Add(cells.Numbers[i]);
            _categories[i]?.Add(header.Fields[i] < 0 ? null : _pools[i].Get(record.Field(header.Fields[i])));
        }

        _labels.Add(cells.Label);
    }

    public Table ToTable() => new(
        schema,
        _columns.Index().Where(pair => IsNumber(pair.Item)).ToDictionary(pair => pair.Item.Name, pair => _numbers[pair.Index]!.ToArray()),
        _columns.Index().Where(pair => IsCategory(pair.Item)).ToDictionary(pair => pair.Item.Name, pair => _categories[pair.Index]!.ToArray()),
        [.. _labels]);

    private static bool IsNumber(Column column) => column.Kind != ColumnKind.Category && IsCell(column);

    private static bool IsCategory(Column column) => column.Kind == ColumnKind.Category && IsCell(column);

    private static bool IsCell(Column column) => column.Role is ColumnRole.Feature or ColumnRole.Sensitive;
}

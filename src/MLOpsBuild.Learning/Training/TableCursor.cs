using Microsoft.ML;
using Microsoft.ML.Data;
using MLOpsBuild.Pipelines;

namespace MLOpsBuild.Learning;

/// <summary>Walks the rows of a table, in their order or in a given one.</summary>
internal sealed class TableCursor : DataViewRowCursor
{
    private readonly TableView _view;
    private readonly int[]? _order;
    private readonly bool[] _active;
    private long _position = -1;
    private int _row;

    public TableCursor(TableView view, IEnumerable<DataViewSchema.Column> columns, int[]? order)
    {
        _view = view;
        _order = order;
        _active = new bool[view.Schema.Count];
        foreach (var column in columns)
            _active[column.Index] = true;
    }

    public override DataViewSchema Schema => _view.Schema;

    public override long Position => _position;

    public override long Batch => 0;

    public override bool IsColumnActive(DataViewSchema.Column column) => _active[column.Index];

    public override bool MoveNext()
    {
        if (_position + 1 >= _view.Table.Rows)
        {
            _position = -1;
            return false;
        }

        _position++;
        _row = _order is null ? (int)_position : _order[_position];
        return true;
    }

    public override ValueGetter<DataViewRowId> GetIdGetter() => (ref DataViewRowId value) => value = new DataViewRowId((ulong)Row(), 0);

    public override ValueGetter<TValue> GetGetter<TValue>(DataViewSchema.Column column)
    {
        if (!_active[column.Index])
            throw new InvalidOperationException($"Column '{column.Name}' was not asked for when the cursor was made.");
        return (ValueGetter<TValue>)Getter(column);
    }

    private Delegate Getter(DataViewSchema.Column column)
    {
        var table = _view.Table;
        if (column.Index == _view.Schema.Count - 1)
        {
            var labels = table.Labels;
            return (ValueGetter<bool>)((ref bool value) => value = labels[Row()]);
        }

        if (table.Schema.Find(column.Name)!.Kind == ColumnKind.Category)
        {
            var words = table.Categories(column.Name);
            return (ValueGetter<ReadOnlyMemory<char>>)((ref ReadOnlyMemory<char> value) => value = words[Row()].AsMemory());
        }

        var numbers = table.Numbers(column.Name);
        return (ValueGetter<float>)((ref float value) => value = numbers[Row()]);
    }

    private int Row() => _position >= 0 ? _row : throw new InvalidOperationException("The cursor stands on no row; call MoveNext first.");
}

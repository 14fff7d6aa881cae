using Microsoft.ML;
using Microsoft.ML.Data;
using MLOpsBuild.Pipelines;

namespace MLOpsBuild.Learning;

/// <summary>A table as Microsoft.ML reads it: each feature under its own name (numbers and flags as floats, categories as text, empty for missing) and the label as <c>Label</c>.</summary>
public sealed class TableView : IDataView
{
    /// <summary>The name of the label's column, a bool.</summary>
    public const string Label = "Label";

    /// <summary>A view of all rows of a table, which must stay as it is.</summary>
    public TableView(Table table)
    {
        Table = table;
        Schema = SchemaOf(table.Schema);
    }

    /// <summary>The rows behind the view.</summary>
    public Table Table { get; }

    /// <inheritdoc/>
    public DataViewSchema Schema { get; }

    /// <inheritdoc/>
    public bool CanShuffle => true;

    /// <inheritdoc/>
    public long? GetRowCount() => Table.Rows;

    /// <inheritdoc/>
    public DataViewRowCursor GetRowCursor(IEnumerable<DataViewSchema.Column> columnsNeeded, Random? rand = null) =>
        new TableCursor(this, columnsNeeded, rand is null ? null : Permutation(rand));

    /// <inheritdoc/>
    public DataViewRowCursor[] GetRowCursorSet(IEnumerable<DataViewSchema.Column> columnsNeeded, int n, Random? rand = null) =>
        [GetRowCursor(columnsNeeded, rand)];

    /// <summary>The columns that a model of these rows reads, the label last.</summary>
    internal static DataViewSchema SchemaOf(RowSchema rows)
    {
        var schema = new DataViewSchema.Builder();
        foreach (var column in rows.Features)
            schema.AddColumn(column.Name, column.Kind == ColumnKind.Category ? TextDataViewType.Instance : NumberDataViewType.Single);
        schema.AddColumn(Label, BooleanDataViewType.Instance);
        return schema.ToSchema();
    }

    private int[] Permutation(Random random)
    {
        var order = Enumerable.Range(0, Table.Rows).ToArray();
        random.Shuffle(order);
        return order;
    }
}

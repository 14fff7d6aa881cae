using CsCheck;
using Microsoft.ML.Data;

namespace MLOpsBuild.Learning.Tests.Training;

public sealed class TableViewTests
{
    [Fact]
    public void A_view_has_the_features_and_the_label_and_nothing_else() =>
        Assert.Equal(["days:Single", "way:String", "Label:Boolean"], new TableView(Parcels.Some(3)).Schema.Select(column => $"{column.Name}:{column.Type}"));

    [Fact]
    public void Rows_come_back_in_order_and_missing_cells_stay_missing() => Gen.Int[0, 50].Sample(count =>
    {
        var table = Parcels.Some(count);
        var view = new TableView(table);
        Assert.Equal(count, view.GetRowCount());
        Assert.Equal(Expected(table), Read(view, null));
    });

    [Fact]
    public void A_shuffled_cursor_gives_each_row_once_and_the_same_order_for_a_seed() => Gen.Select(Gen.Int[0, 50], Gen.Int).Sample((count, seed) =>
    {
        var view = new TableView(Parcels.Some(count));
        var once = Read(view, new Random(seed));
        Assert.Equal(once, Read(view, new Random(seed)));
        Assert.Equal(Read(view, null).Order(StringComparer.Ordinal), once.Order(StringComparer.Ordinal));
    });

    [Fact]
    public void Columns_that_were_not_asked_for_are_refused()
    {
        var view = new TableView(Parcels.Some(1));
        using var cursor = view.GetRowCursor([view.Schema["way"]]);
        var thrown = Assert.Throws<InvalidOperationException>(() => cursor.GetGetter<float>(view.Schema["days"]));
        Assert.Equal("Column 'days' was not asked for when the cursor was made.", thrown.Message);
        Assert.True(cursor.IsColumnActive(view.Schema["way"]));
        Assert.False(cursor.IsColumnActive(view.Schema["days"]));
    }

    private static IEnumerable<string> Expected(Table table) =>
        Enumerable.Range(0, table.Rows).Select(row => $"{row} {table.Numbers("days")[row]} '{table.Categories("way")[row]}' {table.Labels[row]}");

    private static string[] Read(TableView view, Random? random)
    {
        var schema = view.Schema;
        using var cursor = Assert.Single(view.GetRowCursorSet(schema, 4, random));
        var days = cursor.GetGetter<float>(schema["days"]);
        var way = cursor.GetGetter<ReadOnlyMemory<char>>(schema["way"]);
        var label = cursor.GetGetter<bool>(schema["Label"]);
        var id = cursor.GetIdGetter();
        var lines = new List<string>();
        while (cursor.MoveNext())
        {
            var (day, word, late, row) = (0f, ReadOnlyMemory<char>.Empty, false, default(DataViewRowId));
            days(ref day);
            way(ref word);
            label(ref late);
            id(ref row);
            Assert.Equal(lines.Count, cursor.Position);
            lines.Add($"{row.Low} {day} '{word}' {late}");
        }

        return [.. lines];
    }
}

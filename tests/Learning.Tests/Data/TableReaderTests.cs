using MLOpsBuild.Pipelines;

namespace MLOpsBuild.Learning.Tests.Data;

public sealed class TableReaderTests
{
    [Theory]
    [InlineData("credit-scoring", 4_454, 1_254, 455)]
    [InlineData("customer-churn", 7_043, 1_869, 11)]
    [InlineData("breast-cancer", 569, 212, 0)]
    public void The_shipped_data_reads_without_a_bad_row(string name, int rows, int positives, int missing)
    {
        var pipeline = Shipped.Pipeline(name);
        var table = TableReader.Read(Shipped.DataFile(pipeline), pipeline.Rows);
        Assert.Equal(rows, table.Rows);
        Assert.Equal(positives, table.Labels.Count(label => label));
        var columns = pipeline.Rows.Columns.Where(column => column.Role is ColumnRole.Feature or ColumnRole.Sensitive).ToList();
        var cells = columns.Where(column => column.Kind == ColumnKind.Category).Sum(column => table.Categories(column.Name).Count(cell => cell is null))
            + columns.Where(column => column.Kind != ColumnKind.Category).Sum(column => table.Numbers(column.Name).Count(float.IsNaN));
        Assert.Equal(missing, cells);
    }
}

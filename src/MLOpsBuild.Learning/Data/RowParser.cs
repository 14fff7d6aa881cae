using System.Text;
using MLOpsBuild.Pipelines;

namespace MLOpsBuild.Learning;

/// <summary>Turns a record into cells and tells everything that is wrong with it.</summary>
internal sealed class RowParser(RowSchema schema, DataHeader header)
{
    private readonly Column[] _columns = [.. schema.Columns];
    private readonly byte[] _positive = Encoding.UTF8.GetBytes(schema.Positive);
    private readonly byte[] _negative = Encoding.UTF8.GetBytes(schema.Negative);

    /// <summary>Reads the current record into <paramref name="cells"/>; what is wrong is added to <paramref name="problems"/>.</summary>
    public void Parse(CsvReader record, RowCells cells, List<RowProblem> problems)
    {
        if (record.Problem != CsvProblem.None)
        {
            problems.Add(RowProblem.Of(record));
            return;
        }

        if (record.Count != header.Width)
        {
            problems.Add(new(FindingCodes.RowWidth, "", FormattableString.Invariant($"the row has {record.Count} cells where the header has {header.Width}"), null, "Give every row as many cells as the header; quote cells that hold commas."));
            return;
        }

        for (var i = 0; i < _columns.Length; i++)
        {
            cells.Numbers[i] = float.NaN;
            if (header.Fields[i] >= 0 && Parse(_columns[i], record.Field(header.Fields[i]), cells, i) is { } problem)
                problems.Add(problem);
        }
    }

    private RowProblem? Parse(Column column, ReadOnlySpan<byte> cell, RowCells cells, int index)
    {
        if (column.Role == ColumnRole.Unused)
            return null;
        if (column.Role == ColumnRole.Label)
            return ParseLabel(column, cell, cells, index);
        if (cell.IsEmpty)
        {
            return column.Optional ? null : new(FindingCodes.MissingCell, column.Name, "the cell is missing and the property is not nullable", null, "Fill it, or make the property nullable.");
        }

        return column.Kind switch
        {
            ColumnKind.Number when !CellText.TryNumber(cell, out cells.Numbers[index]) =>
                new(FindingCodes.BadCell, column.Name, "not a number", CellText.Shown(cell), "Write numbers as 1234.5; leave the cell empty where the number is missing."),
            ColumnKind.Flag when !CellText.TryFlag(cell, out cells.Numbers[index]) =>
                new(FindingCodes.BadCell, column.Name, "not a flag", CellText.Shown(cell), "Write 1 or 0, true or false, yes or no; leave the cell empty where it is missing."),
            _ => null,
        };
    }

    private RowProblem? ParseLabel(Column column, ReadOnlySpan<byte> cell, RowCells cells, int index)
    {
        cells.Label = cell.SequenceEqual(_positive);
        cells.Numbers[index] = cells.Label ? 1 : 0;
        return cells.Label || cell.SequenceEqual(_negative)
            ? null
            : new(FindingCodes.UnknownLabel, column.Name, $"the label is neither '{schema.Positive}' nor '{schema.Negative}'", CellText.Shown(cell), "Write one of the two words, or name the data's words in [Label].");
    }
}

using System.Text;
using MLOpsBuild.Pipelines;

namespace MLOpsBuild.Learning;

/// <summary>Holds each row against what the definition expects of its cells; a missing cell breaks no expectation here.</summary>
internal sealed class RowExpectations
{
    private readonly DataHeader _header;
    private readonly (int Index, RangeExpectation Range, float Minimum, float Maximum)[] _ranges;
    private readonly (int Index, OneOfExpectation OneOf, HashSet<string>.AlternateLookup<ReadOnlySpan<char>> Values)[] _sets;

    public RowExpectations(Pipeline pipeline, DataHeader header)
    {
        _header = header;

        // Cells are 32-bit floats, and so the bounds: else the cell 0.1 were outside of 0 to 0.1.
        _ranges = [.. pipeline.Data.Expectations.OfType<RangeExpectation>().Select(range => (IndexOf(pipeline, range), range, (float)range.Minimum, (float)range.Maximum))];
        _sets = [.. pipeline.Data.Expectations.OfType<OneOfExpectation>().Select(oneOf => (IndexOf(pipeline, oneOf), oneOf, oneOf.Values.ToHashSet(StringComparer.Ordinal).GetAlternateLookup<ReadOnlySpan<char>>()))];
    }

    public void Check(RowCells cells, CsvReader record, List<RowProblem> problems)
    {
        foreach (var (index, range, minimum, maximum) in _ranges)
        {
            var number = cells.Numbers[index];
            if (number < minimum || number > maximum)
                problems.Add(new(FindingCodes.UnexpectedValue, range.Column, FormattableString.Invariant($"the number is outside {range.Minimum} to {range.Maximum}"), CellText.Shown(record.Field(_header.Fields[index])), Fix(range)));
        }

        foreach (var (index, oneOf, values) in _sets)
        {
            var cell = record.Field(_header.Fields[index]);
            if (!cell.IsEmpty && !Contains(values, cell))
                problems.Add(new(FindingCodes.UnexpectedValue, oneOf.Column, $"the word is none of {string.Join(", ", oneOf.Values)}", CellText.Shown(cell), Fix(oneOf)));
        }
    }

    private static bool Contains(HashSet<string>.AlternateLookup<ReadOnlySpan<char>> values, ReadOnlySpan<byte> cell)
    {
        Span<char> text = cell.Length <= 256 ? stackalloc char[cell.Length] : new char[cell.Length];
        return values.Contains(text[..Encoding.UTF8.GetChars(cell, text)]);
    }

    private static int IndexOf(Pipeline pipeline, Expectation expectation) =>
        pipeline.Rows.Columns.IndexOf(pipeline.Rows.Find(expectation.Column)!);

    private static string Fix(Expectation expectation) => expectation.Location is { } location
        ? $"Correct the cell, or the expectation in {location}."
        : "Correct the cell, or the expectation.";
}

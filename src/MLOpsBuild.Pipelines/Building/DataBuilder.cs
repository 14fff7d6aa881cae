using System.Linq.Expressions;
using System.Runtime.CompilerServices;

namespace MLOpsBuild.Pipelines;

/// <summary>Says where the data comes from, what it must satisfy and how it is split.</summary>
public sealed class DataBuilder<TRow>
    where TRow : class
{
    private readonly RowType<TRow> _row;
    private readonly SourceLocation _location;
    private readonly FindingList _findings;
    private DataDefinition _data = new() { Csv = "" };

    internal DataBuilder(RowType<TRow> row, SourceLocation location, FindingList findings)
    {
        _row = row;
        _location = location;
        _findings = findings;
    }

    /// <summary>Reads a CSV file (RFC 4180, UTF-8, a header line), relative to the pipeline's folder.</summary>
    public DataBuilder<TRow> Csv(string path) => With(_data with { Csv = path });

    /// <summary>Sets apart a share of the rows for testing, by a hash of the row and the seed: stable when rows are added.</summary>
    public DataBuilder<TRow> Split(double test, int seed = 1) => With(_data with { TestShare = test, SplitSeed = seed });

    /// <summary>Tolerates a share of bad rows, 0 to 1, which are set aside; without it none is tolerated.</summary>
    public DataBuilder<TRow> BadRows(double atMost) => With(_data with { BadRowsAtMost = atMost });

    /// <summary>Expects something of a column.</summary>
    public DataBuilder<TRow> Expect<TValue>(Expression<Func<TRow, TValue>> column, ColumnRule rule, [CallerFilePath] string file = "", [CallerLineNumber] int line = 0)
    {
        var location = SourceLocation.Of(file, line);
        return With(_data with { Expectations = _data.Expectations.Add(rule(_row.Name(column, location)) with { Location = location }) });
    }

    internal DataDefinition ToDefinition()
    {
        if (_data.Csv.Length == 0)
            _findings.Add(FindingCodes.NothingToDo, _location, "the data has no source", null, "Name one, as in data.Csv(\"data/rows.csv\").");
        return _data;
    }

    private DataBuilder<TRow> With(DataDefinition data)
    {
        _data = data;
        return this;
    }
}

using MLOpsBuild.Pipelines;

namespace MLOpsBuild.Learning;

/// <summary>Streams the rows once: bad ones into quarantine, good ones to their side of the split and, on the training side, into the profile.</summary>
internal sealed class RowPreparation : IDisposable
{
    private readonly RowParser _parser;
    private readonly RowExpectations _expectations;
    private readonly RowCells _cells;
    private readonly CanonicalRows _canonical;
    private readonly RowSplit _split;
    private readonly ProfileBuilder _profile;
    private readonly SideWriter _train, _test;
    private readonly Quarantine _quarantine;
    private readonly (Column Column, int Field)[] _optional;
    private readonly int[] _missing;
    private readonly List<RowProblem> _problems = [];

    public RowPreparation(Pipeline pipeline, DataHeader header, string output)
    {
        _parser = new(pipeline.Rows, header);
        _expectations = new(pipeline, header);
        _cells = new(pipeline.Rows);
        _canonical = new(pipeline.Rows, header);
        _split = new(pipeline.Data.SplitSeed, pipeline.Data.TestShare);
        _profile = new(pipeline.Rows, header);
        _optional = [.. pipeline.Rows.Columns.Zip(header.Fields).Where(pair => pair.First.Optional && pair.First.Role != ColumnRole.Label)];
        _missing = new int[_optional.Length];
        _train = new(Path.Combine(output, StageFiles.TrainRows), _canonical.Header());
        _test = new(Path.Combine(output, StageFiles.TestRows), _canonical.Header());
        _quarantine = new(Path.Combine(output, StageFiles.Quarantine), pipeline.Data.Csv);
    }

    /// <summary>Takes the current record.</summary>
    public void Add(CsvReader record)
    {
        _problems.Clear();
        _parser.Parse(record, _cells, _problems);
        if (_problems.TrueForAll(problem => problem.Column.Length > 0)) // else the record has no cells to check
            _expectations.Check(_cells, record, _problems);
        if (_problems.Count > 0)
        {
            _quarantine.Add(record, _problems);
            return;
        }

        for (var i = 0; i < _optional.Length; i++)
            _missing[i] += record.Field(_optional[i].Field).IsEmpty ? 1 : 0;
        var line = _canonical.Row(_cells, record);
        if (_split.IsTest(line.Bytes))
        {
            _test.Add(line, _cells.Label);
            return;
        }

        _train.Add(line, _cells.Label);
        _profile.Add(_cells, record);
    }

    public PreparedRows ToRows(string dataSha256) => new()
    {
        Train = _train.Report,
        Test = _test.Report,
        Profile = _profile.ToProfile(),
        Missing = _optional.Zip(_missing).ToDictionary(pair => pair.First.Column.Name, pair => pair.Second),
        Bad = _quarantine.Rows,
        BadByReason = _quarantine.Counts,
        FirstBad = [.. _quarantine.First],
        NotUtf8 = _quarantine.NotUtf8,
        DataSha256 = dataSha256,
    };

    public void Dispose()
    {
        _train.Dispose();
        _test.Dispose();
        _quarantine.Dispose();
    }
}

using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using MLOpsBuild.Pipelines;

namespace MLOpsBuild.Learning;

/// <summary>Sets bad rows aside: one record a row in quarantine.csv, counted by the first thing that is wrong, the first few kept as findings.</summary>
internal sealed class Quarantine : IDisposable
{
    private const int MostFindings = 5;

    private readonly string _data;
    private readonly FileStream _file;
    private readonly CsvLine _line = new();
    private readonly Dictionary<(string Code, string Column), int> _counts = [];
    private readonly List<Finding> _findings = [];

    public Quarantine(string file, string data)
    {
        _data = data;
        _file = File.Create(file);
        _file.Write("line,code,column,reason,row\n"u8);
    }

    /// <summary>Rows set aside.</summary>
    public int Rows { get; private set; }

    /// <summary>The line of the first row that is not UTF-8, with the rest of what is wrong; null where all are.</summary>
    public Finding? NotUtf8 { get; private set; }

    /// <summary>What is wrong with the first few rows.</summary>
    public IReadOnlyList<Finding> First => _findings;

    /// <summary>The counts, ordered by code and column.</summary>
    public ImmutableArray<BadRowCount> Counts =>
        [.. _counts.OrderBy(pair => pair.Key.Code, StringComparer.Ordinal).ThenBy(pair => pair.Key.Column, StringComparer.Ordinal).Select(pair => new BadRowCount(pair.Key.Code, pair.Key.Column, pair.Value))];

    /// <summary>Where the rows that were set aside can be read, below the repository.</summary>
    public static string PathOf(Pipeline pipeline) => $"artifacts/{pipeline.Name}/prepare/{StageFiles.Quarantine}";

    public void Add(CsvReader record, List<RowProblem> problems)
    {
        Rows++;
        var (code, column) = (problems[0].Code, problems[0].Column);
        _counts[(code, column)] = _counts.GetValueOrDefault((code, column)) + 1;
        if (_findings.Count < MostFindings)
            _findings.Add(problems[0].ToFinding(_data, record.LineNumber));
        if (code == FindingCodes.NotUtf8)
            NotUtf8 ??= problems[0].ToFinding(_data, record.LineNumber);

        var reasons = problems.Skip(1).Select(problem => $"; {problem.Column}: {problem.Reason}");
        _line.Clear();
        _line.Add(Encoding.UTF8.GetBytes(record.LineNumber.ToString(CultureInfo.InvariantCulture)));
        _line.Add(Encoding.UTF8.GetBytes(code));
        _line.Add(Encoding.UTF8.GetBytes(column));
        _line.Add(Encoding.UTF8.GetBytes(problems[0].Reason + string.Concat(reasons)));
        _line.Add(Text(record));
        _line.WriteTo(_file);
    }

    public void Dispose() => _file.Dispose();

    /// <summary>The row as it is in the file; bytes that are not UTF-8 become U+FFFD, and of a row that is too long only the start is kept.</summary>
    private static ReadOnlySpan<byte> Text(CsvReader record) => record.Problem switch
    {
        CsvProblem.None => record.Raw,
        CsvProblem.TooLong => Encoding.UTF8.GetBytes(Encoding.UTF8.GetString(record.Raw[..Math.Min(record.Raw.Length, 1_000)])),
        _ => Encoding.UTF8.GetBytes(Encoding.UTF8.GetString(record.Raw)),
    };
}

using System.Collections.Immutable;
using System.Text;
using MLOpsBuild.Pipelines;

namespace MLOpsBuild.Learning;

/// <summary>Which field of a record holds which column of the schema; columns may stand in any order.</summary>
/// <param name="Width">Fields of the header.</param>
/// <param name="Fields">The field of each schema column; -1 where the data leaves the column out.</param>
internal sealed record DataHeader(int Width, ImmutableArray<int> Fields)
{
    /// <summary>Reads the header record.</summary>
    /// <exception cref="StageException">The file is empty, or the header is missing columns, doubles them or has others.</exception>
    public static DataHeader Read(CsvReader csv, RowSchema schema, HeaderRule rule, string file)
    {
        if (!csv.Read())
            throw new StageException("The data cannot be read:", [new(FindingCodes.NoData, "the data file is empty", file, null, "Write a header line and rows.")]);
        if (csv.Problem != CsvProblem.None)
            throw new StageException("The data cannot be read:", [RowProblem.Of(csv).ToFinding(file, csv.LineNumber)]);

        var names = Enumerable.Range(0, csv.Count).Select(field => Encoding.UTF8.GetString(csv.Field(field))).ToArray();
        var findings = HeaderCheck.Find(names, schema, rule, file + ":1");
        return findings.IsEmpty
            ? new(names.Length, [.. schema.Columns.Select(column => Array.IndexOf(names, column.Name))])
            : throw new StageException("The header does not fit the row type:", findings);
    }
}

/// <summary>Which columns a header must have.</summary>
internal enum HeaderRule
{
    /// <summary>Exactly those of the schema: raw data.</summary>
    All,

    /// <summary>Those of the schema; unused ones may be left out: prepared data.</summary>
    Used,

    /// <summary>The features, and any others: rows to predict.</summary>
    Features,
}

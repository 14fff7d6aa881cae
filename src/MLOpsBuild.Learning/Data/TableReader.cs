using MLOpsBuild.Pipelines;

namespace MLOpsBuild.Learning;

/// <summary>Reads rows that are good, as Prepare writes them, into a table.</summary>
public static class TableReader
{
    private const int MostFindings = 20;

    /// <summary>Reads labelled rows; columns stand in any order and unused ones may be left out.</summary>
    /// <exception cref="StageException">The file is missing or empty, its header does not fit, or rows are bad: the first 20 are told.</exception>
    public static Table Read(string csvFile, RowSchema schema) => Read(csvFile, schema, HeaderRule.Used);

    /// <summary>Reads rows to predict: only the features must be there, other columns are passed over and all labels are false.</summary>
    /// <exception cref="StageException">The file is missing or empty, a feature is missing, or rows are bad: the first 20 are told.</exception>
    public static Table ReadFeatures(string csvFile, RowSchema schema) => Read(csvFile, schema, HeaderRule.Features);

    private static Table Read(string csvFile, RowSchema schema, HeaderRule rule)
    {
        var name = Path.GetFileName(csvFile);
        using var stream = DataFile.Open(csvFile, name);
        var csv = new CsvReader(stream);
        var header = DataHeader.Read(csv, schema, rule, name);
        if (rule == HeaderRule.Features)
            header = header with { Fields = [.. header.Fields.Zip(schema.Columns, (field, column) => column.Role == ColumnRole.Feature ? field : -1)] };

        var parser = new RowParser(schema, header);
        var columns = new TableColumns(schema, header);
        var cells = new RowCells(schema);
        var problems = new List<RowProblem>();
        var findings = new List<Finding>();
        while (findings.Count < MostFindings && csv.Read())
        {
            parser.Parse(csv, cells, problems);
            if (problems.Count == 0)
                columns.Add(cells, csv);
            findings.AddRange(problems.Select(problem => problem.ToFinding(name, csv.LineNumber)));
            problems.Clear();
        }

        return findings.Count == 0 ? columns.ToTable() : throw new StageException($"Rows of {name} are bad:", findings);
    }
}

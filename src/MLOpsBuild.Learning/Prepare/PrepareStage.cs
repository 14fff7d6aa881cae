using System.Collections.Immutable;
using System.Globalization;
using MLOpsBuild.Pipelines;

namespace MLOpsBuild.Learning;

/// <summary>Reads the data once, holds it against the definition, sets bad rows aside, splits the good ones and describes those for training.</summary>
public static class PrepareStage
{
    private const int ProgressEvery = 500_000;

    /// <summary>Writes train.csv, test.csv, quarantine.csv, profile.json and prepare.json into an empty folder.</summary>
    /// <exception cref="StageException">The file is missing, empty or without rows, or its header does not fit: nothing can be written.</exception>
    public static StageResult Run(Pipeline pipeline, string csvFile, string output, StageContext context)
    {
        var rows = ReadRows(pipeline, csvFile, output, context);
        var findings = DataChecks.Find(pipeline, rows).ToImmutableArray();
        var notices = DataNotices.Find(pipeline, rows);
        foreach (var notice in notices)
            context.Log(notice);

        rows.Profile.Write(Path.Combine(output, StageFiles.Profile));
        new PrepareReport
        {
            Data = pipeline.Data.Csv,
            DataSha256 = rows.DataSha256,
            Rows = rows.Rows,
            BadRows = rows.Bad,
            BadRowsByReason = rows.BadByReason,
            Train = rows.Train,
            Test = rows.Test,
            Notices = notices,
        }.Write(Path.Combine(output, StageFiles.Prepared));
        return new(Headline(rows, findings), findings, Facts(rows));
    }

    private static PreparedRows ReadRows(Pipeline pipeline, string csvFile, string output, StageContext context)
    {
        using var file = DataFile.Open(csvFile, pipeline.Data.Csv);
        using var stream = new HashingStream(file);
        var csv = new CsvReader(stream);
        var header = DataHeader.Read(csv, pipeline.Rows, HeaderRule.All, pipeline.Data.Csv);
        if (!csv.Read())
            throw new StageException("The data cannot be read:", [new(FindingCodes.NoData, "the data has a header and no rows", pipeline.Data.Csv, null, "Add rows.")]);

        using var preparation = new RowPreparation(pipeline, header, output);
        var count = 0;
        do
        {
            preparation.Add(csv);
            if (++count % 4_096 == 0)
                context.Cancellation.ThrowIfCancellationRequested();
            if (count % ProgressEvery == 0)
                context.Log(string.Create(CultureInfo.InvariantCulture, $"{count:N0} rows read"));
        }
        while (csv.Read());

        return preparation.ToRows(stream.Sha256());
    }

    private static string Headline(PreparedRows rows, ImmutableArray<Finding> findings) => findings.IsEmpty
        ? string.Create(CultureInfo.InvariantCulture, $"{rows.Rows:N0} rows read, {rows.Bad:N0} set aside, {rows.Train.Rows:N0} to train and {rows.Test.Rows:N0} to test")
        : "The data is not fit to learn from:";

    private static ImmutableArray<KeyValuePair<string, string>> Facts(PreparedRows rows) =>
    [
        new("rows", Count(rows.Rows)),
        new("set aside", Count(rows.Bad)),
        new("train", Count(rows.Train.Rows)),
        new("test", Count(rows.Test.Rows)),
        new("positives", $"{Shares.Text(rows.Train.Share)} of train, {Shares.Text(rows.Test.Share)} of test"),
        new("data", rows.DataSha256[..12]),
    ];

    private static string Count(int rows) => rows.ToString("N0", CultureInfo.InvariantCulture);
}

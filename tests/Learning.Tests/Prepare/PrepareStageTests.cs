using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using CsCheck;
using MLOpsBuild.Learning.Tests.Data;
using MLOpsBuild.Pipelines;

namespace MLOpsBuild.Learning.Tests.Prepare;

public sealed class PrepareStageTests
{
    private static readonly string[] Files = [StageFiles.TrainRows, StageFiles.TestRows, StageFiles.Quarantine, StageFiles.Profile, StageFiles.Prepared];

    [Theory]
    [InlineData("credit-scoring", 4_454, 1_254)]
    [InlineData("customer-churn", 7_043, 1_869)]
    [InlineData("breast-cancer", 569, 212)]
    public void The_shipped_data_is_prepared_without_findings_or_unexpected_bad_rows(string name, int rows, int positives)
    {
        var pipeline = Shipped.Pipeline(name);
        var bytes = File.ReadAllBytes(Shipped.DataFile(pipeline));
        using var prepared = new Prepared(bytes, pipeline);
        Assert.Empty(prepared.Findings());
        Assert.Equal((rows, 0), (prepared.Report.Rows, prepared.Report.BadRows));
        Assert.Equal((rows, positives), (prepared.Report.Train.Rows + prepared.Report.Test.Rows, prepared.Report.Train.Positives + prepared.Report.Test.Positives));
        Assert.Equal(Convert.ToHexStringLower(SHA256.HashData(bytes)), prepared.Report.DataSha256);
        Assert.Equal("line,code,column,reason,row\n", prepared.Text(StageFiles.Quarantine));
        Assert.Empty(prepared.Report.Notices);
        Assert.Equal(["rows", "set aside", "train", "test", "positives", "data"], prepared.Result.Facts.Select(fact => fact.Key));
    }

    [Fact]
    public void Prepared_rows_read_back_as_the_table_of_the_raw_rows()
    {
        var pipeline = Shipped.Pipeline("credit-scoring");
        var raw = TableReader.Read(Shipped.DataFile(pipeline), pipeline.Rows);
        using var prepared = new Prepared(File.ReadAllBytes(Shipped.DataFile(pipeline)), pipeline);
        var sides = new[] { StageFiles.TrainRows, StageFiles.TestRows }.Select(side => TableReader.Read(prepared.Path(side), pipeline.Rows)).ToList();
        Assert.Equal(Rows(raw).Order(StringComparer.Ordinal), sides.SelectMany(Rows).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Texts_of_any_kind_come_through_unchanged() =>
        Gen.Select(CsvText.Cell, Gen.Float.Where(float.IsFinite), Gen.Bool).Array[1, 40].Sample(
            rows =>
            {
                var lines = rows.Select((row, i) => FormattableString.Invariant($"{(i % 2 == 0 ? "bad" : "good")},{row.Item2},{CsvText.Quoted(row.Item1)},{row.Item3},{i},\r\n"));
                using var prepared = new Prepared(Prepared.Header + string.Concat(lines), Prepared.With(data => data with { TestShare = 1e-12 }));
                var table = TableReader.Read(prepared.Path(StageFiles.TrainRows), Prepared.Pipeline.Rows);
                Assert.Equal(rows.Select(row => row.Item1.Length == 0 ? null : row.Item1), table.Categories("home"));
                Assert.Equal(rows.Select(row => row.Item2), table.Numbers("amount"));
                Assert.Equal(rows.Select(row => row.Item3 ? 1f : 0f), table.Numbers("member"));
            },
            iter: 200);

    [Fact]
    public void Every_file_is_the_same_under_a_culture_with_other_commas_and_letters()
    {
        var csv = Prepared.Header + Prepared.GoodRows(500).Replace(",rent,", ",İSTANBUL ı,", StringComparison.Ordinal) + "good,1,own,YES,30.25,\nbad,x,own,TRUE,1,\n";
        var pipeline = Prepared.With(data => data with { BadRowsAtMost = 0.1, Expectations = [new RangeExpectation("age", 0.5, 99.5), new MissingExpectation("home", 0.15)] });
        var invariant = InCulture("", csv, pipeline);
        Assert.Equal(invariant, InCulture("tr-TR", csv, pipeline));
        Assert.Equal(invariant, InCulture("fa-IR", csv, pipeline));
    }

    [Fact]
    public void A_byte_order_mark_windows_lines_and_a_missing_last_line_end_change_nothing_but_the_data_hash()
    {
        var text = Prepared.Header + Prepared.GoodRows(60);
        using var plain = new Prepared(text);
        using var windows = new Prepared("\uFEFF" + text.TrimEnd('\n').Replace("\n", "\r\n", StringComparison.Ordinal));
        foreach (var file in Files.Except([StageFiles.Prepared]))
            Assert.Equal(plain.Text(file), windows.Text(file));
        Assert.Equal((plain.Report with { DataSha256 = "" }).ToString(), (windows.Report with { DataSha256 = "" }).ToString());
    }

    [Fact]
    public void The_headline_and_facts_are_what_a_summary_shows()
    {
        using var prepared = new Prepared(Prepared.Header + Prepared.GoodRows(1_200));
        var (train, test) = (prepared.Report.Train, prepared.Report.Test);
        Assert.Equal(FormattableString.Invariant($"1,200 rows read, 0 set aside, {train.Rows:N0} to train and {test.Rows:N0} to test"), prepared.Result.Headline);
        Assert.Equal(
            ["rows: 1,200", "set aside: 0", FormattableString.Invariant($"train: {train.Rows:N0}"), FormattableString.Invariant($"test: {test.Rows:N0}"), FormattableString.Invariant($"positives: {train.Share * 100:0.##} % of train, {test.Share * 100:0.##} % of test"), "data: " + prepared.Report.DataSha256[..12]],
            prepared.Result.Facts.Select(fact => $"{fact.Key}: {fact.Value}"));
    }

    private static string InCulture(string name, string csv, Pipeline pipeline)
    {
        var (culture, ui) = (CultureInfo.CurrentCulture, CultureInfo.CurrentUICulture);
        try
        {
            CultureInfo.CurrentCulture = CultureInfo.CurrentUICulture = CultureInfo.GetCultureInfo(name);
            using var prepared = new Prepared(csv, pipeline);
            return string.Concat(Files.Select(prepared.Text)) + prepared.Result.Headline + string.Join(';', prepared.Result.Facts) + prepared.Findings();
        }
        finally
        {
            (CultureInfo.CurrentCulture, CultureInfo.CurrentUICulture) = (culture, ui);
        }
    }

    private static IEnumerable<string> Rows(Table table) => Enumerable.Range(0, table.Rows).Select(row => table.Schema.Columns.Aggregate(
        new StringBuilder(table.Labels[row] ? "1" : "0"),
        (text, column) => text.Append('|').Append(column switch
        {
            { Role: ColumnRole.Label } => "",
            { Kind: ColumnKind.Category } => table.Categories(column.Name)[row],
            _ => table.Numbers(column.Name)[row].ToString("R", CultureInfo.InvariantCulture),
        })).ToString());
}

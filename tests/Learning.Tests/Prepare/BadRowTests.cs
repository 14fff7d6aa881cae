using System.Text;
using MLOpsBuild.Pipelines;

namespace MLOpsBuild.Learning.Tests.Prepare;

public sealed class BadRowTests
{
    private static readonly string Good = Prepared.Header + Prepared.GoodRows(60);
    private const string Quarantine = "artifacts/loans/prepare/quarantine.csv lists them all with line and reason, the first of them follow.";

    [Theory]
    [InlineData("good,abc,own,1,30,", "DAT209 data/rows.csv:62, column amount: not a number (found 'abc'). Write numbers as 1234.5; leave the cell empty where the number is missing.")]
    [InlineData("good,NaN,own,1,30,", "DAT209 data/rows.csv:62, column amount: not a number (found 'NaN'). Write numbers as 1234.5; leave the cell empty where the number is missing.")]
    [InlineData("good,NA,own,1,30,", "DAT209 data/rows.csv:62, column amount: not a number (found 'NA'). Write numbers as 1234.5; leave the cell empty where the number is missing.")]
    [InlineData("good,\"1,5\",own,1,30,", "DAT209 data/rows.csv:62, column amount: not a number (found '1,5'). Write numbers as 1234.5; leave the cell empty where the number is missing.")]
    [InlineData("good,1,own,maybe,30,", "DAT209 data/rows.csv:62, column member: not a flag (found 'maybe'). Write 1 or 0, true or false, yes or no; leave the cell empty where it is missing.")]
    [InlineData("good,1,own,1,,", "DAT210 data/rows.csv:62, column age: the cell is missing and the property is not nullable. Fill it, or make the property nullable.")]
    [InlineData("Good,1,own,1,30,", "DAT211 data/rows.csv:62, column answer: the label is neither 'bad' nor 'good' (found 'Good'). Write one of the two words, or name the data's words in [Label].")]
    [InlineData(",1,own,1,30,", "DAT211 data/rows.csv:62, column answer: the label is neither 'bad' nor 'good' (found ''). Write one of the two words, or name the data's words in [Label].")]
    [InlineData("good,1,own,1,30", "DAT208 data/rows.csv:62: the row has 5 cells where the header has 6. Give every row as many cells as the header; quote cells that hold commas.")]
    [InlineData("good,1,own,1,30,,", "DAT208 data/rows.csv:62: the row has 7 cells where the header has 6. Give every row as many cells as the header; quote cells that hold commas.")]
    [InlineData("good,1,\"own,1,30,", "DAT207 data/rows.csv:62: a quote is opened and never closed. Close the quote, or double quotes that belong to the text.")]
    [InlineData("good,1,\"own\"er,1,30,", "DAT207 data/rows.csv:62: a closing quote is followed by text. Double quotes that belong to the text, as in \"5\"\" pipe\".")]
    public void A_bad_row_is_told_with_line_column_and_value(string row, string finding)
    {
        using var prepared = new Prepared(Good + row + "\n");
        Assert.Equal(
            "DAT213 data/rows.csv: more than 0 % of the rows are bad (found 1.64 %: 1 of 61 rows). Correct the rows, or tolerate them with BadRows(atMost: …); " + Quarantine + "\n" + finding,
            prepared.Findings());
    }

    [Fact]
    public void Expectations_set_rows_aside_and_a_missing_cell_breaks_none()
    {
        var pipeline = Prepared.With(data => data with
        {
            BadRowsAtMost = 1,
            Expectations = [new RangeExpectation("amount", 0, 60) { Location = new("Loans.cs", 9) }, new OneOfExpectation("home", ["own", "rent"]) { Location = new("Loans.cs", 10) }],
        });
        using var prepared = new Prepared(Good + "good,-1,castle,1,30,\nbad,,,1,30,\n", pipeline);
        Assert.Empty(prepared.Findings());
        Assert.Equal(
            "line,code,column,reason,row\n62,DAT212,amount,\"the number is outside 0 to 60 (found '-1'); home: the word is none of own, rent (found 'castle')\",\"good,-1,castle,1,30,\"\n",
            prepared.Text(StageFiles.Quarantine));
        Assert.Equal(61, prepared.Report.Train.Rows + prepared.Report.Test.Rows);
    }

    [Fact]
    public void A_bound_holds_for_the_number_as_written()
    {
        var pipeline = Prepared.With(data => data with { Expectations = [new RangeExpectation("amount", 0.1, 59.5)] });
        using var prepared = new Prepared(Prepared.Header + Prepared.GoodRows(60).Replace("good,1.5,", "good,0.1,", StringComparison.Ordinal), pipeline);
        Assert.Empty(prepared.Findings());
    }

    [Fact]
    public void Tolerated_bad_rows_are_counted_logged_and_written_as_they_were()
    {
        using var prepared = new Prepared(
            Prepared.Header + "good,x,own,1,30,\n\"good\",y,\"o\"\"w\nn\",1,30,\n" + Prepared.GoodRows(60) + "bad,1,own\n",
            Prepared.With(data => data with { BadRowsAtMost = 0.1 }));
        Assert.Empty(prepared.Findings());
        Assert.Equal(
            "line,code,column,reason,row\n"
            + "2,DAT209,amount,not a number (found 'x'),\"good,x,own,1,30,\"\n"
            + "3,DAT209,amount,not a number (found 'y'),\"\"\"good\"\",y,\"\"o\"\"\"\"w\nn\"\",1,30,\"\n"
            + "65,DAT208,,the row has 3 cells where the header has 6,\"bad,1,own\"\n",
            prepared.Text(StageFiles.Quarantine));
        Assert.Equal([new("DAT208", "", 1), new("DAT209", "amount", 2)], prepared.Report.BadRowsByReason);
        Assert.Equal((63, 3), (prepared.Report.Rows, prepared.Report.BadRows));
        Assert.Equal(["3 of 63 rows were set aside, 4.76 %; artifacts/loans/prepare/quarantine.csv says why."], prepared.Log);
    }

    [Fact]
    public void Too_many_bad_rows_fail_with_the_first_few_and_the_files_are_still_there()
    {
        var bad = string.Concat(Enumerable.Range(0, 9).Select(i => FormattableString.Invariant($"good,x{i},own,1,30,\n")));
        using var prepared = new Prepared(Good + bad, Prepared.With(data => data with { BadRowsAtMost = 0.1 }));
        Assert.Equal("The data is not fit to learn from:", prepared.Result.Headline);
        Assert.Equal(
            "DAT213 data/rows.csv: more than 10 % of the rows are bad (found 13.04 %: 9 of 69 rows). Correct the rows, or tolerate them with BadRows(atMost: …); " + Quarantine,
            prepared.Result.Findings[0].ToString());
        Assert.Equal([62, 63, 64, 65, 66], prepared.Result.Findings.Skip(1).Select(finding => int.Parse(finding.Place.Split(':', ',')[1], System.Globalization.CultureInfo.InvariantCulture)));
        Assert.Equal(10, prepared.Lines(StageFiles.Quarantine).Length);
        Assert.Equal(9, prepared.Report.BadRows);
        Assert.NotEmpty(prepared.Profile.Numbers);
    }

    [Fact]
    public void A_share_at_the_bound_is_tolerated()
    {
        using var prepared = new Prepared(Prepared.Header + Prepared.GoodRows(90) + string.Concat(Enumerable.Repeat("?\n", 10)), Prepared.With(data => data with { BadRowsAtMost = 0.1 }));
        Assert.Empty(prepared.Findings());
    }

    [Fact]
    public void Bytes_that_are_not_utf8_fail_however_many_bad_rows_are_tolerated()
    {
        byte[] csv = [.. Encoding.UTF8.GetBytes(Good), .. "good,1,\"é\n"u8, 0xE9, .. "\",1,30,\n"u8];
        using var prepared = new Prepared(csv, Prepared.With(data => data with { BadRowsAtMost = 1 }));
        Assert.Equal("DAT206 data/rows.csv:62: byte 1 of the line 1 below is not UTF-8 (found 0xE9). Save the file as UTF-8.", prepared.Findings());
        Assert.EndsWith("62,DAT206,,byte 1 of the line 1 below is not UTF-8 (found 0xE9),\"good,1,\"\"é\n\uFFFD\"\",1,30,\"\n", prepared.Text(StageFiles.Quarantine), StringComparison.Ordinal);
    }

    [Fact]
    public void Rows_that_are_all_set_aside_leave_nothing_to_learn_from()
    {
        using var prepared = new Prepared(Prepared.Header + "x\ny\n", Prepared.With(data => data with { BadRowsAtMost = 1 }));
        Assert.Equal("DAT202 data/rows.csv: every row was set aside. Correct the data; artifacts/loans/prepare/quarantine.csv says what is wrong.", prepared.Findings());
    }
}

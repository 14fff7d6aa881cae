using System.Text;
using MLOpsBuild.Pipelines;

namespace MLOpsBuild.Learning.Tests.Prepare;

public sealed class HeaderTests
{
    [Fact]
    public void A_missing_file_is_told_with_its_path()
    {
        var exception = Assert.Throws<StageException>(() => PrepareStage.Run(Prepared.Pipeline, "/nowhere/rows.csv", "/nowhere/out", StageContext.Silent));
        Assert.Equal("DAT201 data/rows.csv: the data file does not exist (found /nowhere/rows.csv). Put the file there, or name another one in Csv(path).", exception.Message);
    }

    [Fact]
    public void A_folder_is_no_data_file() =>
        Assert.Equal(
            "DAT201 data/rows.csv: the data file is a folder (found /tmp). Put the file there, or name another one in Csv(path).",
            Assert.Throws<StageException>(() => PrepareStage.Run(Prepared.Pipeline, "/tmp", "/nowhere/out", StageContext.Silent)).Message);

    [Theory]
    [InlineData("")]
    [InlineData("\n\n")]
    public void An_empty_file_is_refused(string csv) =>
        Assert.Equal("DAT202 data/rows.csv: the data file is empty. Write a header line and rows.", Prepared.Failure(csv));

    [Fact]
    public void A_header_without_rows_is_refused() =>
        Assert.Equal("DAT202 data/rows.csv: the data has a header and no rows. Add rows.", Prepared.Failure(Prepared.Header));

    [Fact]
    public void A_missing_column_is_named() =>
        Assert.Equal(
            "DAT203 data/rows.csv:1: the header has no column 'age'. Add the column, or drop the property from the row type.",
            Prepared.Failure("answer,amount,home,member,note\ngood,1,own,1,\n"));

    [Fact]
    public void A_renamed_column_is_named_with_its_new_name() =>
        Assert.Equal(
            "DAT203 data/rows.csv:1: the header has no column 'amount' (found 'Amounts'). Rename one of the two: the header's column, or the property's by [Column(\"Amounts\")].",
            Prepared.Failure("answer,Amounts,home,member,age,note\ngood,1,own,1,30,\n"));

    [Fact]
    public void Everything_wrong_with_a_header_is_told_at_once() =>
        Assert.Equal(
            """
            The header does not fit the row type:
              DAT203 data/rows.csv:1: the header has no column 'member'. Add the column, or drop the property from the row type.
              DAT203 data/rows.csv:1: the header has no column 'age' (found 'Age'). Rename one of the two: the header's column, or the property's by [Column("Age")].
              DAT204 data/rows.csv:1: the header names a column 2 times (found 'home'). Keep one of them.
              DAT205 data/rows.csv:1: the row type has no such column (found 'colour'). Declare it, marked [Unused] if nothing learns from it, or drop it from the data.
              DAT205 data/rows.csv:1: the row type has no such column (found ''). Declare it, marked [Unused] if nothing learns from it, or drop it from the data.
            """,
            Prepared.Failure("answer,amount,home,Age,home,note,colour,\n1,2,3,4,5,6,7,8\n"));

    [Fact]
    public void A_file_in_another_encoding_is_told_by_its_header() =>
        Assert.Equal(
            "DAT206 data/rows.csv:1: byte 1 of the line is not UTF-8 (found 0xFF). Save the file as UTF-8.",
            Prepared.Failure([0xFF, 0xFE, .. Encoding.Unicode.GetBytes(Prepared.Header)]));

    [Fact]
    public void A_header_that_is_no_csv_is_refused() =>
        Assert.Equal(
            "DAT207 data/rows.csv:1: a closing quote is followed by text. Double quotes that belong to the text, as in \"5\"\" pipe\".",
            Prepared.Failure("\"answer\"s,amount\n"));

    [Fact]
    public void Columns_stand_in_any_order()
    {
        using var there = new Prepared(Prepared.Header + Prepared.GoodRows(60));
        using var back = new Prepared("note,age,member,home,amount,answer\n" + string.Concat(
            Prepared.GoodRows(60).TrimEnd('\n').Split('\n').Select(line => string.Join(',', line.Split(',').Reverse()) + "\n")));
        Assert.Equal(there.Text(StageFiles.TrainRows), back.Text(StageFiles.TrainRows));
        Assert.Equal(there.Text(StageFiles.Profile), back.Text(StageFiles.Profile));
    }
}

using MLOpsBuild.Pipelines;

namespace MLOpsBuild.Learning.Tests.Prepare;

public sealed class WholeDataTests
{
    [Fact]
    public void Data_of_one_class_is_refused()
    {
        using var prepared = new Prepared(Prepared.Header + Prepared.GoodRows(60).Replace("bad", "good", StringComparison.Ordinal));
        Assert.Equal("DAT215 data/rows.csv, column answer: every row is of one class (found 'good' in 60 rows). Get rows of both classes: a model cannot learn from one.", prepared.Findings());
    }

    [Fact]
    public void A_side_of_one_class_is_refused()
    {
        using var prepared = new Prepared(Prepared.Header + "bad,1,own,1,30,\n" + Prepared.GoodRows(60).Replace("bad", "good", StringComparison.Ordinal));
        var side = prepared.Report.Test.Positives == 0 ? ("test row", prepared.Report.Test.Rows) : ("training row", prepared.Report.Train.Rows);
        Assert.Equal(FormattableString.Invariant($"DAT215 data/rows.csv, column answer: every {side.Item1} is of one class (found 'good' in {side.Rows} rows). Get more rows, or change the seed or share of Split."), prepared.Findings());
    }

    [Fact]
    public void A_side_without_rows_is_refused()
    {
        using var prepared = new Prepared(Prepared.Header + Prepared.GoodRows(4), Prepared.With(data => data with { TestShare = 1e-9 }));
        Assert.Equal("DAT202 data/rows.csv: the split leaves no test row (found 4 rows). Get more rows, or change Split(test).", prepared.Findings());
    }

    [Fact]
    public void A_column_without_a_value_is_refused()
    {
        using var prepared = new Prepared(Prepared.Header + Prepared.GoodRows(60).Replace(",own,", ",,", StringComparison.Ordinal).Replace(",rent,", ",,", StringComparison.Ordinal));
        Assert.Equal(
            FormattableString.Invariant($"DAT216 data/rows.csv, column home: no training row has a value (found {prepared.Report.Train.Rows} empty cells). Fill the column, or mark its property [Unused]."),
            prepared.Findings());
        Assert.Equal((0, prepared.Report.Train.Rows), (prepared.Profile.Categories[0].Count, prepared.Profile.Categories[0].Missing));
    }

    [Fact]
    public void More_missing_cells_than_expected_are_refused()
    {
        var pipeline = Prepared.With(data => data with { Expectations = [new MissingExpectation("home", 0.25) { Location = new("Loans.cs", 9) }, new MissingExpectation("amount", 0)] });
        using var prepared = new Prepared(Prepared.Header + Prepared.GoodRows(60).Replace(",own,", ",,", StringComparison.Ordinal), pipeline);
        Assert.Equal("DAT214 data/rows.csv, column home: more than 25 % of the cells are missing (found 50 %: 30 of 60 rows). Fill the cells, or raise MissingAtMost in Loans.cs:9.", prepared.Findings());
    }

    [Fact]
    public void Notices_tell_of_constant_columns_and_words_that_look_like_missing()
    {
        using var prepared = new Prepared(Prepared.Header + Prepared.GoodRows(60).Replace(",own,", ",NA,", StringComparison.Ordinal).Replace(",0,", ",1,", StringComparison.Ordinal));
        Assert.Empty(prepared.Findings());
        var words = prepared.Profile.Categories.Single(column => column.Name == "home").Values.Single(value => value.Value == "NA").Count;
        Assert.Equal(
            ["Column member is '1' in every training row: nothing can be learned from it.", FormattableString.Invariant($"Column home has the word 'NA' in {words} training rows, taken as a category; only an empty cell is missing.")],
            prepared.Report.Notices);
        Assert.Equal(prepared.Report.Notices, prepared.Log);
    }

    [Fact]
    public void Sides_that_differ_in_balance_are_told_and_not_forced()
    {
        // The rows are labelled by the side they will stand on, so that the sides differ as far as they can but for a few.
        var split = new RowSplit(7, 0.3);
        var rows = Enumerable.Range(0, 200).Select(i =>
        {
            var label = split.IsTest(System.Text.Encoding.UTF8.GetBytes(FormattableString.Invariant($"bad,{i},own,1,30"))) ? "bad" : "good";
            return FormattableString.Invariant($"{label},{i},own,1,30,\n");
        });
        using var prepared = new Prepared(Prepared.Header + "bad,1000,own,0,30,\nbad,1001,own,0,30,\nbad,1002,own,0,30,\nbad,1003,own,0,30,\n" + string.Concat(rows));
        var (train, test) = (prepared.Report.Train, prepared.Report.Test);
        Assert.Contains(
            $"The sides differ in class balance: {Shares.Text(train.Share)} of the training rows are positive and {Shares.Text(test.Share)} of the test rows; another seed of Split, or more rows, would even it.",
            prepared.Report.Notices);
    }

    [Fact]
    public void A_stopped_run_stops()
    {
        var folder = Directory.CreateTempSubdirectory("prepare-");
        try
        {
            var file = Path.Combine(folder.FullName, "rows.csv");
            File.WriteAllText(file, Prepared.Header + Prepared.GoodRows(10_000));
            Assert.Throws<OperationCanceledException>(() => PrepareStage.Run(Prepared.Pipeline, file, folder.FullName, new(_ => { }, new CancellationToken(canceled: true))));
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }
}

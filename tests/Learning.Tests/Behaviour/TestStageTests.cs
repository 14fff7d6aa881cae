using System.Collections.Immutable;
using MLOpsBuild.Learning.Tests.Data;
using MLOpsBuild.Pipelines;

namespace MLOpsBuild.Learning.Tests.Behaviour;

public sealed class TestStageTests(TrainedModels models) : IClassFixture<TrainedModels>
{
    private static readonly Pipeline Credit = Shipped.Pipeline("credit-scoring");

    [Theory]
    [InlineData("credit-scoring")]
    [InlineData("customer-churn")]
    [InlineData("breast-cancer")]
    public void The_shipped_models_behave(string name)
    {
        var pipeline = Shipped.Pipeline(name);
        var run = models.Test(pipeline);
        var tests = 5 + pipeline.Rows.Features.Count(feature => feature.Optional) + pipeline.Rows.Features.Count(feature => feature.Kind == ColumnKind.Category) + pipeline.Test.Tests.Length;
        Assert.Empty(run.Result.Findings);
        Assert.Equal(FormattableString.Invariant($"{tests} of {tests} behaviour tests passed on {run.Report.Rows:N0} rows"), run.Result.Headline);
        Assert.Equal([new("tests", FormattableString.Invariant($"{tests}")), new("failed", "0")], run.Result.Facts);
        Assert.Equal([StageFiles.Behaviour, StageFiles.JUnit], Directory.GetFiles(run.Folder).Select(Path.GetFileName).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void A_wrong_direction_is_told_with_share_rows_and_the_worst_move()
    {
        var run = models.Test(With(new MonotoneTest("Income", Direction.Rising, 0.1, 0.05) { Location = new("Credit.cs", 7) }));
        var measure = run["The probability rises with Income"].Measure;
        Assert.Matches(@"^[1-9][0-9.]* %: [1-9][0-9]* of [0-9]+ rows, the worst by 0\.[0-9]+$", measure);
        Assert.Equal(
            $"TST404 Credit.cs:7: more than 10 % of the rows get a lower probability by more than 0.05 when Income grows (found {measure}). Choose a smoother model (fewer leaves, more rows a leaf), or tolerate more.",
            Assert.Single(run.Result.Findings).ToString());
    }

    [Theory]
    [InlineData(1, 0)]
    [InlineData(0, 1)]
    public void A_wrong_direction_within_the_tolerance_passes(double violations, double by) =>
        Assert.Empty(models.Test(With(new MonotoneTest("Income", Direction.Rising, violations, by))).Result.Findings);

    [Fact]
    public void The_share_of_wrong_moves_is_that_of_moving_row_by_row()
    {
        var (prepared, trained) = models.Folders(Credit.Name);
        var measure = models.Test(With(new MonotoneTest("Income", Direction.Rising, 1, 0.05)))["The probability rises with Income"].Measure;

        var rows = TableReader.Read(Path.Combine(prepared, StageFiles.TestRows), Credit.Rows);
        var profile = DataProfile.Read(Path.Combine(prepared, StageFiles.Profile));
        var deciles = profile.Numbers.Single(number => number.Name == "Income").Quantiles.Zip(profile.QuantileLevels).Where(pair => pair.Second is >= 0.1 and <= 0.9).Select(pair => pair.First).ToList();
        var scorer = ModelScorer.Load(trained);
        var (tried, wrong) = (0, 0);
        for (var row = 0; row < rows.Rows; row++)
        {
            var one = rows.Select([row]);
            var higher = deciles.Where(decile => decile > one.Numbers("Income")[0]).ToList();
            tried += higher.Count > 0 ? 1 : 0;
            wrong += higher.Any(decile => scorer.Score(one)[0] - (double)scorer.Score(one.WithNumbers("Income", [decile]))[0] > 0.05) ? 1 : 0;
        }

        Assert.StartsWith(FormattableString.Invariant($"{100.0 * wrong / tried:0.##} %: {wrong} of {tried} rows, "), measure, StringComparison.Ordinal);
    }

    [Fact]
    public void A_column_that_the_model_reads_matters()
    {
        var run = models.Test(With(new NotUsedTest("Income"), new NotUsedTest("Home") { Location = new("Credit.cs", 8) }));
        Assert.Matches(
            @"^TST405 column Income: Income must not matter and does \(found the model reads it; [1-9][0-9]* of [0-9]+ rows change with it\)\. Mark the property \[Sensitive\] or \[Unused\], and train again\.$",
            run.Result.Findings[0].ToString());
        Assert.StartsWith("TST405 Credit.cs:8: Home must not matter and does (found the model reads it; ", run.Result.Findings[1].ToString(), StringComparison.Ordinal);
        Assert.Equal(2, run.Result.Findings.Length);
    }

    [Fact]
    public void An_example_outside_its_bounds_is_told_with_its_probability()
    {
        var cells = Credit.Test.Tests.OfType<ExampleTest>().First().Cells;
        var run = models.Test(With(
            new ExampleTest("safe", cells, 0.6, 1) { Location = new("Credit.cs", 9) },
            new ExampleTest("between", cells, 0.3, 0.4),
            new ExampleTest("fine", cells, 0, 0.5),
            new ExampleTest("no row", cells.SetItem("Income", "NaN"), 0, 1)));
        var probability = run["Example: safe"].Measure;
        Assert.Equal(
            [
                $"TST406 Credit.cs:9: example 'safe' does not get a probability of 'bad' of at least 0.6 (found {probability}). Look at how the model comes to it; correct the example's bounds if they ask too much.",
                $"TST406 example 'between': example 'between' does not get a probability of 'bad' from 0.3 to 0.4 (found {probability}). Look at how the model comes to it; correct the example's bounds if they ask too much.",
                "TST406 example 'no row': example 'no row' is no row (found Income is 'NaN'). Give numbers that are finite; null is missing.",
            ],
            run.Result.Findings.Select(finding => finding.ToString()));
        Assert.EndsWith(" behaviour tests passed on " + FormattableString.Invariant($"{run.Report.Rows:N0} rows"), run.Result.Headline, StringComparison.Ordinal);
    }

    [Fact]
    public void Known_rows_with_other_answers_fail()
    {
        var trained = models.Copy(Credit.Name);
        var file = Path.Combine(trained, StageFiles.KnownRows);
        var known = KnownRowsFile.Read(file, ModelSchemaFile.Read(Path.Combine(trained, StageFiles.ModelSchema)));
        File.Delete(file);
        KnownRowsFile.Write(file, known.SetItem(0, known[0] with { Probability = MathF.BitIncrement(known[0].Probability) }));
        Assert.Equal(
            "TST401 model.zip: known rows get other answers than training recorded (found 1 of 3 rows differ). Train again; if it stays, a transform of the model keeps state that is not saved, or depends on other rows.",
            Assert.Single(models.Test(With(), trained).Result.Findings).ToString());
    }

    [Fact]
    public void A_schema_that_was_changed_by_hand_fails()
    {
        var trained = models.Copy(Credit.Name);
        File.AppendAllText(Path.Combine(trained, StageFiles.ModelSchema), "\n");
        Assert.Equal(
            "TST402 schema.json: the schema does not read back as it was written (found another text). Train again; the file was changed after it was written.",
            Assert.Single(models.Test(With(), trained).Result.Findings).ToString());
    }

    [Fact]
    public void A_model_of_other_columns_than_the_definition_has_fails()
    {
        var changed = With() with { Rows = Credit.Rows with { Columns = [.. Credit.Rows.Columns.Select(column => column.Name == "Age" ? column with { Optional = true } : column)] } };
        Assert.Equal(
            "TST402 schema.json: the model was trained on other columns than the definition has (found not in the schema: Age, Number, Sensitive, optional). Train again.",
            Assert.Single(models.Test(changed).Result.Findings).ToString());
    }

    [Fact]
    public void A_stopped_test_stops()
    {
        var (prepared, trained) = models.Folders(Credit.Name);
        Assert.Throws<OperationCanceledException>(() => TestStage.Run(Credit, prepared, trained, models.Copy(Credit.Name), new(_ => { }, new CancellationToken(canceled: true))));
    }

    private static Pipeline With(params ImmutableArray<BehaviourTest> tests) => Credit with { Test = new() { Tests = tests } };
}

namespace MLOpsBuild.Pipelines.Tests;

/// <summary>Everything wrong with a definition is told at once, each with code, place, value and fix.</summary>
public sealed class DefinitionFindingTests
{
    [Fact]
    public void All_mistakes_are_told_at_once_with_place_value_and_fix()
    {
        var exception = Assert.Throws<DefinitionException>(() => new Wrong().Model);
        var lines = exception.Message.Split('\n');
        Assert.Equal("The definition of 'Wrong Name' has mistakes:", lines[0]);
        Assert.Equal(
            [
                "  DEF101 Name: a pipeline's name is lower-case letters, digits and single dashes, at most 63, a letter first (found 'Wrong Name'). Rename it, as in credit-scoring: it becomes a folder, a tag and a job.",
                "  DEF104 definition: Split(test) is out of range (found 1.5). Give it a value above 0 and below 1.",
                "  DEF105 DefinitionFindingTests.cs:0: Range is for numbers (found Word, a Category). Use OneOf, or name a number.",
                "  DEF104 DefinitionFindingTests.cs:0: Leaves is out of range (found 1). Give it a value 2 or more.",
                "  DEF104 DefinitionFindingTests.cs:0: LearningRate is out of range (found NaN). Give it a value above 0 and at most 1.",
                "  DEF107 DefinitionFindingTests.cs:0: NotUsed names a column that the model learns from (found Number). Mark the property [Sensitive] or [Unused], or drop the test.",
                "  DEF104 DefinitionFindingTests.cs:0: the bound of auc is out of range (found 80). Give it a value from 0 to 1.",
                "  DEF104 DefinitionFindingTests.cs:0: the favourable outcome is no word of the label (found 'fine'). Name 'bad' or 'good'.",
                "  DEF105 DefinitionFindingTests.cs:0: a number needs edges to make groups (found Number). Give them, as in groups: Groups(30, 45, 60).",
                "  DEF104 definition: Local(port) is out of range (found 99999). Give it a value from 1 to 65535.",
            ],
            lines[1..].Select(WithoutLine));
    }

    [Fact]
    public void A_row_type_that_is_no_row_is_refused_property_by_property()
    {
        var findings = new Rowless().Findings.Select(finding => finding.ToString()).ToArray();
        Assert.Contains("DEF102 NotARow.When: a column is a number, a string or a bool (found DateTime). Use float, double, int, long, string or bool, nullable where a cell may be missing.", findings);
        Assert.Contains("DEF102 NotARow: a row type has exactly one [Label] property (found 0). Mark the bool property that the model learns, and no other.", findings);
        Assert.Contains("DEF107 NotARow.Both: a column has one role (found Sensitive and Unused). Keep one of the attributes.", findings);
        Assert.Contains("DEF106 NotARow: two properties name the same column (found same). Give each its own [Column] name.", findings);
        Assert.Contains(findings, finding => finding.StartsWith("DEF103 DefinitionFindingTests.cs:", StringComparison.Ordinal) && finding.EndsWith("Name one of its properties, as in x => x.When; it has When, Both, One, Two.", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("a", true)]
    [InlineData("credit-scoring-2", true)]
    [InlineData("", false)]
    [InlineData("2nd", false)]
    [InlineData("Credit", false)]
    [InlineData("a--b", false)]
    [InlineData("a-", false)]
    [InlineData("a\n", false)]
    [InlineData("${{ a }}", false)]
    [InlineData("abcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcd", false)]
    public void A_name_is_usable_as_folder_tag_and_job(string name, bool good) =>
        Assert.Equal(good, new Named(name).Findings.IsEmpty);

    private static string WithoutLine(string message) =>
        System.Text.RegularExpressions.Regex.Replace(message, @"\.cs:\d+", ".cs:0");

    private sealed record Row
    {
        [Label(positive: "bad", negative: "good")]
        public bool Bad { get; init; }

        public float Number { get; init; }

        public string? Word { get; init; }
    }

    private sealed record NotARow
    {
        public DateTime When { get; init; }

        [Sensitive, Unused]
        public float Both { get; init; }

        [Column("same")]
        public float One { get; init; }

        [Column("same")]
        public float Two { get; init; }
    }

    private sealed class Wrong : BinaryClassification<Row>
    {
        public override string Name => "Wrong Name";

        protected override IDefinedPipeline Define(IPipelineBuilder<Row> pipeline) => pipeline
            .Data(data => data.Csv("rows.csv").Split(test: 1.5).Expect(x => x.Word, Range(0, 1)))
            .Train(LightGbm(leaves: 1, learningRate: double.NaN))
            .Test(test => test.NotUsed(x => x.Number))
            .Validate(gate => gate
                .AtLeast(Auc, 80)
                .Fair(x => x.Number, FairnessMetric.DemographicParityRatio, favourable: "fine", bound: 0.8))
            .Deploy(to => to.Local(port: 99_999));
    }

    private sealed class Rowless : BinaryClassification<NotARow>
    {
        public override string Name => "rowless";

        protected override IDefinedPipeline Define(IPipelineBuilder<NotARow> pipeline) => pipeline
            .Data(data => data.Csv("rows.csv").Expect(x => x.Both + 1, Range(0, 1)))
            .Train(FastTree())
            .Validate(gate => gate.AtLeast(Auc, 0.5));
    }

    private sealed class Named(string name) : BinaryClassification<Row>
    {
        public override string Name => name;

        protected override IDefinedPipeline Define(IPipelineBuilder<Row> pipeline) => pipeline
            .Data(data => data.Csv("rows.csv"))
            .Train(LogisticRegression())
            .Validate(gate => gate.AtLeast(Auc, 0.5));
    }
}

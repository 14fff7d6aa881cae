namespace MLOpsBuild.Pipelines.Tests;

/// <summary>What the compiler holds, so that it needs no check at run time.</summary>
public sealed class CompileTimeTests
{
    [Fact]
    public void A_whole_definition_compiles() =>
        Assert.Equal([], Compiler.Errors(Definition("pipeline.Data(data => data.Csv(\"a.csv\")).Train(FastTree()).Validate(gate => gate.AtLeast(Auc, 0.5))")));

    [Theory]
    [InlineData("pipeline.Data(data => data.Csv(\"a.csv\"))", "CS0266")] // no trainer, no gates
    [InlineData("pipeline.Data(data => data.Csv(\"a.csv\")).Train(FastTree())", "CS0266")] // no gates
    [InlineData("pipeline.Train(FastTree())", "CS1061")] // no data
    [InlineData("pipeline.Data(data => data.Csv(\"a.csv\")).Train(FastTree()).Deploy(to => to.Local())", "CS1061")] // deployed unjudged
    [InlineData("pipeline.Data(data => data.Csv(\"a.csv\").Expect(x => x.Agee, Range(0, 1))).Train(FastTree()).Validate(gate => gate.AtLeast(Auc, 0.5))", "CS1061")] // wrong column
    [InlineData("pipeline.Data(data => data.Csv(\"a.csv\")).Train(FastTree()).Validate(gate => gate.AtLeast(\"auc\", 0.5))", "CS1503")] // a metric by name
    public void A_definition_that_lacks_a_part_or_names_a_wrong_thing_does_not_compile(string definition, string code) =>
        Assert.StartsWith(code, Assert.Single(Compiler.Errors(Definition(definition))), StringComparison.Ordinal);

    private static string Definition(string body) => $$"""
        public sealed class Sample : BinaryClassification<Applicant>
        {
            public override string Name => "sample";
            protected override IDefinedPipeline Define(IPipelineBuilder<Applicant> pipeline) => {{body}};
        }
        """;
}

using Pipelines;

namespace MLOpsBuild.Pipelines.Tests;

public sealed class ShippedDefinitionTests
{
    public static TheoryData<MLPipeline> Shipped => [new CreditScoring(), new CustomerChurn(), new BreastCancer()];

    [Theory, MemberData(nameof(Shipped))]
    public void A_shipped_definition_has_no_findings(MLPipeline pipeline) => Assert.Equal([], pipeline.Findings);

    [Fact]
    public void Nullable_properties_are_optional_columns()
    {
        var rows = new CreditScoring().Model.Rows;
        Assert.Equal(["Home", "Marital", "Job", "Income", "Assets", "Debt"], rows.Columns.Where(column => column.Optional).Select(column => column.Name));
        Assert.DoesNotContain(new CustomerChurn().Model.Rows.Columns, column => column.Optional && column.Name != "total_charges");
    }

    [Fact]
    public void A_moved_line_changes_no_key()
    {
        var text = StageDefinitions.Validate(new CreditScoring().Model);
        Assert.DoesNotContain("Location", text, StringComparison.Ordinal);
        Assert.Contains("\"DemographicParityRatio\"", text, StringComparison.Ordinal);
    }
}

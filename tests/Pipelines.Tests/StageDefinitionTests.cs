using Pipelines;

namespace MLOpsBuild.Pipelines.Tests;

/// <summary>Each stage's key holds what the stage reads, and nothing else.</summary>
public sealed class StageDefinitionTests
{
    private static readonly Pipeline Credit = new CreditScoring().Model;

    [Fact]
    public void A_trainer_option_changes_what_Train_reads_and_nothing_that_Prepare_reads()
    {
        var changed = Credit with { Train = Credit.Train with { Trainer = new LightGbmTrainer { Leaves = 5 } } };
        Assert.NotEqual(StageDefinitions.Train(Credit), StageDefinitions.Train(changed));
        Assert.Equal(StageDefinitions.Prepare(Credit), StageDefinitions.Prepare(changed));
        Assert.Equal(StageDefinitions.Test(Credit), StageDefinitions.Test(changed));
        Assert.Equal(StageDefinitions.Validate(Credit), StageDefinitions.Validate(changed));
    }

    [Fact]
    public void A_gate_changes_what_Validate_reads_alone()
    {
        var changed = Credit with { Validate = Credit.Validate with { Resamples = 200 } };
        Assert.NotEqual(StageDefinitions.Validate(Credit), StageDefinitions.Validate(changed));
        Assert.Equal(StageDefinitions.Train(Credit), StageDefinitions.Train(changed));
        Assert.Equal(StageDefinitions.Test(Credit), StageDefinitions.Test(changed));
    }

    [Fact]
    public void A_place_in_the_source_changes_nothing()
    {
        var moved = Credit with
        {
            Train = Credit.Train with { Location = new("Elsewhere.cs", 1) },
            Validate = Credit.Validate with { Gates = [.. Credit.Validate.Gates.Select(gate => gate with { Location = null })] },
        };
        Assert.Equal(StageDefinitions.Train(Credit), StageDefinitions.Train(moved));
        Assert.Equal(StageDefinitions.Validate(Credit), StageDefinitions.Validate(moved));
    }

    [Fact]
    public void The_text_is_the_same_under_every_culture()
    {
        var expected = StageDefinitions.Train(Credit) + StageDefinitions.Validate(Credit);
        var culture = System.Globalization.CultureInfo.CurrentCulture;
        try
        {
            System.Globalization.CultureInfo.CurrentCulture = new("tr-TR");
            Assert.Equal(expected, StageDefinitions.Train(Credit) + StageDefinitions.Validate(Credit));
        }
        finally
        {
            System.Globalization.CultureInfo.CurrentCulture = culture;
        }
    }

    [Fact]
    public void Every_trainer_names_its_type()
    {
        Assert.StartsWith("{\"$type\":\"FastTreeTrainer\",\"FeatureShare\":1,\"Iterations\":100,", CanonicalText.Of(new FastTreeTrainer()), StringComparison.Ordinal);
        Assert.Contains("\"$type\":\"LogisticRegressionTrainer\"", CanonicalText.Of(new LogisticRegressionTrainer()), StringComparison.Ordinal);
    }
}

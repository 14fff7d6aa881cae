namespace MLOpsBuild.EndToEnd.Tests;

/// <summary>The user's mistakes: exit 2, what is wrong and what was meant.</summary>
public sealed class MistakeTests(BuiltCheckout built)
{
    [Theory]
    [InlineData("Tran", "Train")]
    [InlineData("--pipelin=x", "--pipeline")]
    public async Task An_unknown_target_or_option_ends_with_2_and_the_nearest_name(string word, string nearest)
    {
        using var checkout = built.Copy();
        var run = (await checkout.BuildAsync(word)).Ended(2);
        Assert.Contains(nearest, run.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("== ", run.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_unknown_pipeline_ends_with_2_before_anything_runs()
    {
        using var checkout = built.Copy();
        var run = (await checkout.BuildAsync("Train", "--pipeline", "credit-scorin")).Ended(2);
        Assert.Contains("--pipeline: no pipeline is named 'credit-scorin'. Did you mean 'credit-scoring'? Known: credit-scoring, customer-churn, breast-cancer.", run.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("== ", run.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_definition_with_mistakes_ends_with_2_and_tells_all_of_them()
    {
        using var checkout = built.Copy();
        checkout.Edit("pipelines/credit-scoring/CreditScoring.cs", "Range(18, 100)", "Range(100, 18)");
        checkout.Edit("pipelines/credit-scoring/CreditScoring.cs", "port: 8080", "port: 0");
        var run = (await checkout.BuildAsync("Prepare")).Ended(2);
        Assert.Matches(@"DEF104 CreditScoring\.cs:\d+: a range's minimum is above its maximum \(found 100 to 18\)\. Swap them\.", run.Text);
        Assert.Contains("DEF104 definition: Local(port) is out of range (found 0). Give it a value from 1 to 65535.", run.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_unknown_environment_or_release_ends_with_2()
    {
        using var checkout = built.Copy();
        var environment = (await checkout.BuildAsync("Deploy", "--environment", "production")).Ended(2);
        Assert.Contains("--environment: credit-scoring defines no environment 'production'. Known: local.", environment.Text, StringComparison.Ordinal);
        var release = (await checkout.BuildAsync("Deploy", "--release", "9.9.9")).Ended(2);
        Assert.Contains("--release: the registry has no credit-scoring:9.9.9. It has 0.1.0, champion.", release.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_definition_that_does_not_compile_ends_with_1_and_the_compilers_words()
    {
        using var checkout = built.Copy();
        checkout.Edit("pipelines/credit-scoring/CreditScoring.cs", "x => x.Income", "x => x.Incomme");
        var run = (await checkout.BuildAsync("Train")).Ended(1);
        Assert.Contains("'Applicant' does not contain a definition for 'Incomme'", run.Text, StringComparison.Ordinal);
    }
}

namespace MLOpsBuild.Components.Tests.Selection;

public sealed class NearestNameTests
{
    [Theory]
    [InlineData("credit-scorin", "credit-scoring")]
    [InlineData("credit", null)]
    [InlineData("chrun", "churn")]
    [InlineData("chur", "churn")]
    [InlineData("", null)]
    [InlineData("something else", null)]
    public void The_nearest_name_is_suggested_and_a_far_one_is_not(string name, string? nearest) =>
        Assert.Equal(nearest, NearestName.To(name, ["credit-scoring", "churn", "breast-cancer"]));
}

namespace MLOpsBuild.Delivery.Tests;

public sealed class SmokeTests
{
    [Fact]
    public void True_is_true() => Assert.True(bool.Parse("true"));
}

using MLOpsBuild.Testing;

namespace MLOpsBuild.Registry.Tests;

public sealed class ProposedVersionTests : IDisposable
{
    private readonly TemporaryFolder _temp = new();

    public void Dispose() => _temp.Dispose();

    [Fact]
    public async Task A_proposed_version_is_given_to_new_content_and_the_next_ones_count_from_it()
    {
        var registry = OciLayout.Open(_temp.File("registry"));
        await registry.ProposeVersionAsync(Sample.Name, "1.2.0", Sample.Cancellation);
        Assert.Equal("1.2.0", await registry.NextVersionAsync(Sample.Name, Sample.Cancellation));
        Assert.Equal("1.2.0", (await Sample.PushAsync(_temp, registry, "one")).Tag);
        Assert.Equal("1.2.1", (await Sample.PushAsync(_temp, registry, "two")).Tag);

        await registry.ProposeVersionAsync(Sample.Name, "1.2.5", Sample.Cancellation);
        Assert.Equal("1.2.0", (await Sample.PushAsync(_temp, registry, "one")).Tag);
        Assert.Equal("1.2.5", (await Sample.PushAsync(_temp, registry, "three")).Tag);
    }

    [Fact]
    public async Task A_proposal_that_is_not_higher_than_what_was_given_does_not_count_also_when_that_was_removed()
    {
        var registry = OciLayout.Open(_temp.File("registry"));
        await registry.ProposeVersionAsync(Sample.Name, "2.0.0", Sample.Cancellation);
        await Sample.PushAsync(_temp, registry, "one");
        await registry.UntagAsync(Sample.Name, "2.0.0", cancellationToken: Sample.Cancellation);
        await registry.ProposeVersionAsync(Sample.Name, "1.9.9", Sample.Cancellation);
        Assert.Equal("2.0.1", (await Sample.PushAsync(_temp, registry, "two")).Tag);

        await registry.ProposeVersionAsync("customer-churn", "7.0.0", Sample.Cancellation);
        Assert.Equal("2.0.2", await registry.NextVersionAsync(Sample.Name, Sample.Cancellation));
    }

    [Theory]
    [InlineData("1.2")]
    [InlineData("champion")]
    [InlineData("01.2.3")]
    public async Task What_is_no_version_is_refused(string version)
    {
        var registry = OciLayout.Open(_temp.File("registry"));
        Assert.Equal(RegistryCodes.BadTag, (await Sample.RefusedAsync(() => registry.ProposeVersionAsync(Sample.Name, version, Sample.Cancellation))).Code);
    }
}

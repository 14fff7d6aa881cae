using MLOpsBuild.Testing;

namespace MLOpsBuild.Registry.Tests;

public sealed class TagTests : IDisposable
{
    private readonly TemporaryFolder _temp = new();

    public void Dispose() => _temp.Dispose();

    [Fact]
    public async Task An_alias_moves_from_one_version_to_the_next()
    {
        var (registry, first) = await Sample.RegistryAsync(_temp);
        var second = await Sample.PushAsync(_temp, registry, "another model");

        await registry.TagAsync(Sample.Name, "champion", first.Descriptor, TagExpectation.Absent, Sample.Cancellation);
        await registry.TagAsync(Sample.Name, "champion", second.Descriptor, TagExpectation.Exactly(first.Descriptor.Digest), Sample.Cancellation);

        Assert.Equal(second.Descriptor.Digest, (await registry.FindAsync(Sample.Name, "champion", Sample.Cancellation))!.Digest);
        Assert.Equal(["0.1.0", "0.1.1", "champion"], (await registry.ListAsync(Sample.Name, Sample.Cancellation)).Select(tag => tag.Tag));
    }

    [Fact]
    public async Task A_tag_that_moved_meanwhile_is_not_moved_again()
    {
        var (registry, first) = await Sample.RegistryAsync(_temp);
        var second = await Sample.PushAsync(_temp, registry, "another model");
        await registry.TagAsync(Sample.Name, "champion", second.Descriptor, cancellationToken: Sample.Cancellation);

        var absent = await RefusedAsync(TagExpectation.Absent);
        var stale = await RefusedAsync(TagExpectation.Exactly(first.Descriptor.Digest));

        const string fix = "Someone moved it meanwhile: look at what it names now and decide again.";
        Assert.Equal($"REG501: 'credit-scoring:champion' was expected to be absent and is {second.Descriptor.Digest}. {fix}", absent);
        Assert.Equal($"REG501: 'credit-scoring:champion' was expected to be {first.Descriptor.Digest} and is {second.Descriptor.Digest}. {fix}", stale);
        Assert.Equal(second.Descriptor.Digest, (await registry.FindAsync(Sample.Name, "champion", Sample.Cancellation))!.Digest);

        async Task<string> RefusedAsync(TagExpectation expected) => (await Sample.RefusedAsync(() =>
            registry.TagAsync(Sample.Name, "champion", first.Descriptor, expected, Sample.Cancellation))).Message;
    }

    [Fact]
    public async Task A_version_never_moves_to_another_digest()
    {
        var (registry, first) = await Sample.RegistryAsync(_temp);
        var second = await Sample.PushAsync(_temp, registry, "another model");
        await registry.TagAsync(Sample.Name, "0.1.0", first.Descriptor, cancellationToken: Sample.Cancellation);

        Assert.Equal(
            $"REG502: The version 'credit-scoring:0.1.0' is {first.Descriptor.Digest} and cannot become {second.Descriptor.Digest}. Versions never move: push without a version to get the next one, or move an alias.",
            (await Sample.RefusedAsync(() => registry.TagAsync(Sample.Name, "0.1.0", second.Descriptor, cancellationToken: Sample.Cancellation))).Message);
    }

    [Fact]
    public async Task A_tag_on_a_manifest_that_is_not_there_is_refused()
    {
        var (registry, pushed) = await Sample.RegistryAsync(_temp);
        var absent = pushed.Descriptor with { Digest = Digest.OfBytes("elsewhere"u8) };

        Assert.Equal(RegistryCodes.MissingBlob,
            (await Sample.RefusedAsync(() => registry.TagAsync(Sample.Name, "champion", absent, cancellationToken: Sample.Cancellation))).Code);
        Assert.Null(await registry.FindAsync(Sample.Name, "champion", Sample.Cancellation));
    }

    [Fact]
    public async Task Two_pipelines_in_one_layout_have_tags_of_their_own()
    {
        var (registry, credit) = await Sample.RegistryAsync(_temp);

        var churn = await registry.PushAsync(registry, credit.ToString(), "customer-churn", Sample.Cancellation);
        await registry.UntagAsync(Sample.Name, "0.1.0", cancellationToken: Sample.Cancellation);

        Assert.Equal("customer-churn:0.1.0", churn.ToString());
        Assert.Equal(["customer-churn"], await registry.NamesAsync(Sample.Cancellation));
        Assert.Null(await registry.FindAsync(Sample.Name, credit.Descriptor.Digest.ToString(), Sample.Cancellation));
        Assert.NotNull(await registry.FindAsync("customer-churn", credit.Descriptor.Digest.ToString(), Sample.Cancellation));
    }
}

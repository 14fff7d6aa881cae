using System.Text;
using MLOpsBuild.Testing;

namespace MLOpsBuild.Registry.Tests;

public sealed class RemoteTagTests(SharedRegistry shared) : IDisposable
{
    private readonly TemporaryFolder _temp = new();

    public void Dispose() => _temp.Dispose();

    [Fact]
    public async Task Tags_are_listed_versions_first_and_lists_of_referrers_are_no_tags()
    {
        using var remote = await shared.ConnectAsync();
        var (registry, pushed) = await Sample.RegistryAsync(_temp);
        await registry.AttachAsync(pushed.Descriptor, "text/plain", "about it"u8.ToArray(), cancellationToken: Sample.Cancellation);
        foreach (var tag in (string[])["champion", "0.1.10", "0.1.9", "beta"])
            await remote.PushAsync(registry, pushed.ToString(), Sample.Name, tag, cancellationToken: Sample.Cancellation);

        var listed = await remote.ListAsync(Sample.Name, Sample.Cancellation);

        Assert.Equal(["0.1.9", "0.1.10", "beta", "champion"], listed.Select(tag => tag.Tag));
        Assert.All(listed, tag => Assert.Equal(pushed.Descriptor.Digest, tag.Descriptor.Digest));
        Assert.Empty(await remote.ListAsync("never-pushed", Sample.Cancellation));
        Assert.Null(await remote.FindAsync("never-pushed", "0.1.0", Sample.Cancellation));
    }

    [Fact]
    public async Task A_list_of_tags_is_read_page_by_page()
    {
        using var remote = await shared.ConnectAsync();
        var (registry, pushed) = await Sample.RegistryAsync(_temp);
        await remote.PushAsync(registry, pushed.ToString(), Sample.Name, "0.1.0", cancellationToken: Sample.Cancellation);
        var tags = Path.Combine(await shared.DataAsync(), "docker/registry/v2/repositories", remote.Address[(remote.Address.IndexOf('/', StringComparison.Ordinal) + 1)..], Sample.Name, "_manifests/tags");
        foreach (var number in Enumerable.Range(1, 1100))
            Directory.CreateDirectory(Path.Combine(tags, FormattableString.Invariant($"0.2.{number}")));

        Assert.Equal(1101, (await remote.TagsAsync(Sample.Name, Sample.Cancellation)).Count);
    }

    [Fact]
    public async Task An_alias_moves_and_a_version_never_does()
    {
        using var remote = await shared.ConnectAsync();
        var (registry, first) = await Sample.RegistryAsync(_temp);
        var second = await Sample.PushAsync(_temp, registry, "another model");
        await remote.PushAsync(registry, first.ToString(), Sample.Name, "0.1.0", cancellationToken: Sample.Cancellation);
        await remote.PushAsync(registry, second.ToString(), Sample.Name, "0.1.1", cancellationToken: Sample.Cancellation);

        await remote.TagAsync(Sample.Name, "champion", first.Descriptor, TagExpectation.Absent, Sample.Cancellation);
        await remote.TagAsync(Sample.Name, "champion", second.Descriptor, TagExpectation.Exactly(first.Descriptor.Digest), Sample.Cancellation);
        var moved = await Sample.RefusedAsync(() => remote.TagAsync(Sample.Name, "champion", first.Descriptor, TagExpectation.Absent, Sample.Cancellation));
        var taken = await Sample.RefusedAsync(() => remote.TagAsync(Sample.Name, "0.1.0", second.Descriptor, cancellationToken: Sample.Cancellation));
        var takenByPush = await Sample.RefusedAsync(() => remote.PushAsync(registry, second.ToString(), Sample.Name, "0.1.0", cancellationToken: Sample.Cancellation));

        Assert.Equal(second.Descriptor.Digest, (await remote.FindAsync(Sample.Name, "champion", Sample.Cancellation))!.Digest);
        Assert.Equal(first.Descriptor.Digest, (await remote.FindAsync(Sample.Name, "0.1.0", Sample.Cancellation))!.Digest);
        Assert.Equal((RegistryCodes.TagMoved, RegistryCodes.VersionTaken, RegistryCodes.VersionTaken), (moved.Code, taken.Code, takenByPush.Code));
        Assert.Equal(
            $"REG502: The version '{remote.Address}/credit-scoring:0.1.0' is {first.Descriptor.Digest} and cannot become {second.Descriptor.Digest}. Versions never move: push without a version to get the next one, or move an alias.",
            taken.Message);
    }

    [Fact]
    public async Task A_version_that_is_another_digest_in_the_layout_is_not_overwritten_by_a_pull()
    {
        using var remote = await shared.ConnectAsync();
        var (registry, first) = await Sample.RegistryAsync(_temp);
        var second = await Sample.PushAsync(_temp, registry, "another model");
        await remote.PushAsync(registry, second.ToString(), Sample.Name, first.Tag, cancellationToken: Sample.Cancellation);

        var refused = await Sample.RefusedAsync(() => remote.PullAsync(registry, Sample.Name, first.Tag, Sample.Cancellation));

        Assert.Equal(RegistryCodes.VersionTaken, refused.Code);
        Assert.Equal(first.Descriptor.Digest, (await registry.FindAsync(Sample.Name, first.Tag, Sample.Cancellation))!.Digest);
    }

    [Fact]
    public async Task What_a_repository_does_not_have_is_refused_as_the_users_mistake()
    {
        using var remote = await shared.ConnectAsync();
        var (registry, pushed) = await Sample.RegistryAsync(_temp);

        var pull = await Sample.RefusedAsync(() => remote.PullAsync(registry, Sample.Name, "0.9.0", Sample.Cancellation));
        var tag = await Sample.RefusedAsync(() => remote.TagAsync(Sample.Name, "champion", pushed.Descriptor, cancellationToken: Sample.Cancellation));
        var attach = await Sample.RefusedAsync(() => remote.AttachAsync(Sample.Name, pushed.Descriptor, "text/plain", "x"u8.ToArray(), cancellationToken: Sample.Cancellation));

        Assert.Equal($"REG104: {remote.Address}/credit-scoring has no '0.9.0'. Look at the tags of the repository, or push it first.", pull.Message);
        Assert.All([pull, tag, attach], refused => Assert.Equal((RegistryCodes.UnknownReference, RegistryFault.Mistake), (refused.Code, refused.Fault)));
    }

    [Fact]
    public async Task What_is_attached_in_the_registry_is_listed_there_once_and_the_same_as_in_a_layout()
    {
        using var remote = await shared.ConnectAsync();
        var (registry, pushed) = await Sample.RegistryAsync(_temp);
        await remote.PushAsync(registry, pushed.ToString(), Sample.Name, "0.1.0", cancellationToken: Sample.Cancellation);

        var report = await remote.AttachAsync(Sample.Name, pushed.Descriptor, "text/html", "<p>"u8.ToArray(), cancellationToken: Sample.Cancellation);
        await remote.AttachAsync(Sample.Name, pushed.Descriptor, "text/html", "<p>"u8.ToArray(), cancellationToken: Sample.Cancellation);
        await remote.AttachAsync(Sample.Name, pushed.Descriptor, "text/plain", "text"u8.ToArray(), cancellationToken: Sample.Cancellation);
        var local = await registry.AttachAsync(pushed.Descriptor, "text/html", "<p>"u8.ToArray(), cancellationToken: Sample.Cancellation);

        Assert.Equal(local.Digest, report.Digest);
        Assert.Equal([report.Digest], (await remote.ReferrersAsync(Sample.Name, pushed.Descriptor.Digest, "text/html", Sample.Cancellation)).Select(referrer => referrer.Digest));
        Assert.Equal(2, (await remote.ReferrersAsync(Sample.Name, pushed.Descriptor.Digest, cancellationToken: Sample.Cancellation)).Count);
        Assert.Empty(await remote.ReferrersAsync(Sample.Name, report.Digest, cancellationToken: Sample.Cancellation));
    }

    [Fact]
    public async Task A_registry_with_the_referrers_API_is_asked_page_by_page_and_lists_by_itself()
    {
        var (registry, pushed) = await Sample.RegistryAsync(_temp);
        var first = await registry.AttachAsync(pushed.Descriptor, "text/plain", "one"u8.ToArray(), cancellationToken: Sample.Cancellation);
        var second = await registry.AttachAsync(pushed.Descriptor, "text/html", "two"u8.ToArray(), cancellationToken: Sample.Cancellation);
        await using var proxy = await FaultProxy.StartAsync(await shared.HostAsync(), request =>
            !request.Path.Contains("/referrers/", StringComparison.Ordinal) ? null
            : !request.Path.Contains(pushed.Descriptor.Digest.Hex, StringComparison.Ordinal) ? Listing([])
            : request.Path.EndsWith("?after=1", StringComparison.Ordinal) ? Listing([second])
            : Listing([first], $"Link: <{request.Path}?after=1>; rel=\"next\""));
        using var remote = proxy.Connect(await shared.NewAddressAsync());

        await remote.PushAsync(registry, pushed.ToString(), Sample.Name, "0.1.0", cancellationToken: Sample.Cancellation);
        Assert.DoesNotContain(proxy.Requests, request => request.Method == "PUT" && request.Path.Contains("/manifests/sha256-", StringComparison.Ordinal));
        Assert.Equal([first.Digest, second.Digest], (await remote.ReferrersAsync(Sample.Name, pushed.Descriptor.Digest, cancellationToken: Sample.Cancellation)).Select(referrer => referrer.Digest));

        var elsewhere = OciLayout.Open(_temp.File("elsewhere"));
        await remote.PullAsync(elsewhere, Sample.Name, "0.1.0", Sample.Cancellation);
        Assert.Equal([second.Digest], (await elsewhere.ReferrersAsync(pushed.Descriptor.Digest, "text/html", Sample.Cancellation)).Select(referrer => referrer.Digest));

        static Fault.Answer Listing(Descriptor[] listed, params string[] headers) =>
            new(200, [$"Content-Type: {MediaTypes.ImageIndex}", .. headers]) { Body = Encoding.UTF8.GetString(new ManifestList([.. listed]).ToBytes()) };
    }
}

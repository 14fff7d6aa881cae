using MLOpsBuild.Testing;

namespace MLOpsBuild.Registry.Tests;

/// <summary>Two checkouts, each with a layout of its own, that share one registry.</summary>
public sealed class LayoutMirrorTests(SharedRegistry shared) : IAsyncLifetime
{
    private readonly TemporaryFolder _temp = new();
    private readonly List<string> _said = [];
    private RemoteRegistry _remote = null!;
    private LayoutMirror _first = null!;
    private LayoutMirror _second = null!;

    public async ValueTask InitializeAsync()
    {
        _remote = await shared.ConnectAsync();
        _first = new(_remote, OciLayout.Open(_temp.File("first")), Sample.Name, _said.Add);
        _second = new(_remote, OciLayout.Open(_temp.File("second")), Sample.Name, _said.Add);
    }

    public ValueTask DisposeAsync()
    {
        _remote.Dispose();
        _temp.Dispose();
        return ValueTask.CompletedTask;
    }

    [Fact]
    public async Task Versions_continue_over_checkouts_and_known_content_keeps_its_own()
    {
        var versions = new[]
        {
            await PushAsync(_first, "one"), await PushAsync(_second, "two"), await PushAsync(_first, "two"), await PushAsync(_first, "three"), await PushAsync(_second, "one"),
        };

        Assert.Equal(["0.1.0", "0.1.1", "0.1.1", "0.1.2", "0.1.0"], versions.Select(version => version.Tag));
        Assert.Equal(["0.1.0", "0.1.1", "0.1.2"], await _first.TagsAsync(Sample.Cancellation));
        Assert.Empty(_said);
    }

    [Fact]
    public async Task A_release_of_another_checkout_is_fetched_by_version_alias_and_digest_and_known_by_its_version()
    {
        var pushed = await PushAsync(_first, "one");
        await _first.ShareAsync(pushed.Descriptor, "champion", Sample.Cancellation);

        foreach (var reference in (string[])["champion", pushed.Descriptor.Digest.ToString(), "0.1.0"])
        {
            var mirror = new LayoutMirror(_remote, OciLayout.Open(_temp.File("fetched " + reference.Replace(':', '-'))), Sample.Name, _said.Add);
            var fetched = await mirror.FetchAsync(reference, Sample.Cancellation);
            Assert.Equal(("0.1.0", pushed.Descriptor.Digest), (fetched!.Tag, fetched.Descriptor.Digest));
            await mirror.Layout.VerifyAsync((await mirror.Layout.FindAsync(Sample.Name, reference, Sample.Cancellation))!, Sample.Cancellation);
        }

        Assert.Null(await _second.FetchAsync("0.9.0", Sample.Cancellation));
    }

    [Fact]
    public async Task An_alias_that_moved_elsewhere_moves_here_when_it_is_fetched()
    {
        var one = await PushAsync(_first, "one");
        await _first.ShareAsync(one.Descriptor, "champion", Sample.Cancellation);
        await _second.FetchAsync("champion", Sample.Cancellation);
        var two = await PushAsync(_first, "two");
        await _first.ShareAsync(two.Descriptor, "champion", Sample.Cancellation);

        await _second.FetchAsync("champion", Sample.Cancellation);

        Assert.Equal(two.Descriptor.Digest, (await _second.Layout.FindAsync(Sample.Name, "champion", Sample.Cancellation))!.Digest);
    }

    [Fact]
    public async Task A_version_that_only_the_layout_had_gives_its_number_up_to_the_registrys()
    {
        var local = await Sample.PushAsync(_temp, _second.Layout, "never pushed");
        var theirs = await PushAsync(_first, "one");

        await _second.FetchAsync("0.1.0", Sample.Cancellation);
        var again = await PushAsync(_second, "never pushed");

        Assert.Equal("0.1.0", local.Tag);
        Assert.Equal(theirs.Descriptor.Digest, (await _second.Layout.FindAsync(Sample.Name, "0.1.0", Sample.Cancellation))!.Digest);
        Assert.Equal(local.Descriptor.Digest, (await _second.Layout.FindAsync(Sample.Name, "local-0.1.0", Sample.Cancellation))!.Digest);
        Assert.Equal(("0.1.1", local.Descriptor.Digest), (again.Tag, again.Descriptor.Digest));
        Assert.Equal($"credit-scoring:0.1.0 of this checkout is another package at {_remote.Address}/credit-scoring, where it was never pushed: here it is local-0.1.0 from now on.", Assert.Single(_said));
    }

    [Fact]
    public async Task A_number_of_the_layout_that_is_free_is_kept_and_one_below_the_registrys_highest_is_not()
    {
        await Sample.PushAsync(_temp, _first.Layout, "an old one");
        var kept = await PushAsync(_first, "an old one");
        await Sample.PushAsync(_temp, _second.Layout, "a");
        await Sample.PushAsync(_temp, _second.Layout, "b");
        await _remote.PushAsync(_first.Layout, kept.ToString(), Sample.Name, "0.2.0", cancellationToken: Sample.Cancellation);

        var lifted = await PushAsync(_second, "b");

        Assert.Equal(("0.1.0", "0.2.1"), (kept.Tag, lifted.Tag));
    }

    [Fact]
    public async Task What_is_attached_goes_to_the_registry_and_to_other_checkouts_and_is_known_when_the_package_is()
    {
        var known = new List<bool>();
        async Task<TaggedDescriptor> PushWithNoteAsync(LayoutMirror mirror)
        {
            var (package, manifest) = await Sample.PackageAsync(_temp);
            return await mirror.PushAsync(package, manifest.Digest, async (pushed, isKnown) =>
            {
                known.Add(isKnown && (await mirror.Layout.ReferrersAsync(pushed.Descriptor.Digest, cancellationToken: Sample.Cancellation)).Count == 1);
                if (!isKnown)
                    await mirror.Layout.AttachAsync(pushed.Descriptor, "text/plain", "a note"u8.ToArray(), cancellationToken: Sample.Cancellation);
            }, Sample.Cancellation);
        }

        var pushed = await PushWithNoteAsync(_first);
        await PushWithNoteAsync(_second);
        await _second.Layout.AttachAsync(pushed.Descriptor, "text/plain", "deployed"u8.ToArray(), cancellationToken: Sample.Cancellation);
        await _second.ShareAsync(pushed.Descriptor, "champion", Sample.Cancellation);

        await _first.FetchAsync("0.1.0", Sample.Cancellation);

        Assert.Equal([false, true], known);
        Assert.Equal(2, (await _first.Layout.ReferrersAsync(pushed.Descriptor.Digest, cancellationToken: Sample.Cancellation)).Count);
        Assert.Equal(2, (await _remote.ReferrersAsync(Sample.Name, pushed.Descriptor.Digest, cancellationToken: Sample.Cancellation)).Count);
    }

    private async Task<TaggedDescriptor> PushAsync(LayoutMirror mirror, string model)
    {
        var (package, manifest) = await Sample.PackageAsync(_temp, model, "package " + model);
        return await mirror.PushAsync(package, manifest.Digest, (_, _) => Task.CompletedTask, Sample.Cancellation);
    }
}

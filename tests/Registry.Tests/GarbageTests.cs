using MLOpsBuild.Testing;

namespace MLOpsBuild.Registry.Tests;

public sealed class GarbageTests : IDisposable
{
    private readonly TemporaryFolder _temp = new();

    public void Dispose() => _temp.Dispose();

    [Fact]
    public async Task What_no_tag_reaches_goes_with_its_referrers_and_the_rest_stays_readable()
    {
        var (registry, old) = await Sample.RegistryAsync(_temp);
        var kept = await Sample.PushAsync(_temp, registry, "another model");
        foreach (var subject in (Descriptor[])[old.Descriptor, kept.Descriptor])
            await registry.AttachAsync(subject, "text/plain", System.Text.Encoding.UTF8.GetBytes("about " + subject.Digest), cancellationToken: Sample.Cancellation);
        await registry.UntagAsync(Sample.Name, old.Tag, TagExpectation.Exactly(old.Descriptor.Digest), Sample.Cancellation);

        var report = await registry.CollectGarbageAsync(cancellationToken: Sample.Cancellation);
        var again = await registry.CollectGarbageAsync(cancellationToken: Sample.Cancellation);

        // Manifest, config and layer of the package; manifest, payload and list of its referrer.
        Assert.Equal((6, 0, 7), (report.Removed.Length, report.Unfinished, report.Kept));
        Assert.Contains(old.Descriptor.Digest, report.Removed);
        Assert.Equal((0, 0L, 7), (again.Removed.Length, again.Bytes, again.Kept));
        await registry.VerifyAsync(kept.Descriptor, Sample.Cancellation);
        Assert.Single(await registry.ReferrersAsync(kept.Descriptor.Digest, null, Sample.Cancellation));
        Assert.Empty(await registry.ReferrersAsync(old.Descriptor.Digest, null, Sample.Cancellation));
    }

    [Fact]
    public async Task What_has_no_tag_goes_only_when_asked()
    {
        var (package, manifest) = await Sample.PackageAsync(_temp);
        var registry = OciLayout.Open(_temp.File("registry"));
        await registry.CopyFromAsync(package, manifest.Digest.ToString(), Sample.Cancellation);

        var careful = await registry.CollectGarbageAsync(cancellationToken: Sample.Cancellation);
        var all = await registry.CollectGarbageAsync(untagged: true, Sample.Cancellation);

        Assert.Equal((0, 3), (careful.Removed.Length, all.Removed.Length));
    }

    [Fact]
    public async Task A_package_folder_written_again_holds_only_the_new_package()
    {
        var (_, first) = await Sample.PackageAsync(_temp);
        var (package, second) = await Sample.PackageAsync(_temp, "another model");

        Assert.NotEqual(first.Digest, second.Digest);
        Assert.Equal(second.Digest, (await ModelPackage.FindAsync(_temp.File("package"), Sample.Cancellation)).Digest);
        Assert.Equal(3, Directory.EnumerateFiles(Path.Combine(package.Root, "blobs", "sha256")).Count());
    }

    [Fact]
    public async Task A_writer_at_work_is_waited_for_and_a_lock_held_too_long_is_named()
    {
        var (registry, _) = await Sample.RegistryAsync(_temp);
        var impatient = OciLayout.Open(registry.Root, new LayoutOptions { LockTimeout = TimeSpan.Zero });
        var path = Path.Combine(registry.Root, ".mlopsbuild", "blobs.lock");

        await using (await FileLock.SharedAsync(path, new LayoutOptions(), Sample.Cancellation))
        {
            var refused = await Sample.RefusedAsync(() => impatient.CollectGarbageAsync(cancellationToken: Sample.Cancellation));
            Assert.Equal(RegistryFault.Environment, refused.Fault);
            Assert.Equal($"REG503: {path} has been locked by another process for 0 seconds. Wait for the other build to end, or end it: the lock goes with its process.", refused.Message);
        }
        await impatient.CollectGarbageAsync(cancellationToken: Sample.Cancellation);
    }
}

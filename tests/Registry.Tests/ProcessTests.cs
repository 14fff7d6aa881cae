using CsCheck;
using MLOpsBuild.Testing;

namespace MLOpsBuild.Registry.Tests;

public sealed class ProcessTests : IDisposable
{
    private readonly TemporaryFolder _temp = new();

    public void Dispose() => _temp.Dispose();

    [Fact]
    public async Task Processes_that_push_at_once_never_share_a_version_and_lose_none()
    {
        string[] names = ["one", "two", "three"];
        var children = names.Select(name => Child.Start(nameof(ChildTasks.PushTen), _temp.File("registry"), name)).ToList();
        foreach (var child in children)
            await child.SucceedAsync();
        children.ForEach(child => child.Dispose());

        var registry = OciLayout.Open(_temp.File("registry"));
        var tags = await registry.ListAsync(Sample.Name, Sample.Cancellation);

        Assert.Equal(Enumerable.Range(0, 31).Select(patch => $"0.1.{patch}"), tags.Select(tag => tag.Tag));
        Assert.Equal(31, tags.Select(tag => tag.Descriptor.Digest).Distinct().Count());
        foreach (var tag in tags)
            await registry.VerifyAsync(tag.Descriptor, Sample.Cancellation);
    }

    [Fact]
    public async Task A_process_killed_in_the_middle_of_a_blob_leaves_the_layout_readable_and_its_locks_free()
    {
        var (registry, pushed) = await Sample.RegistryAsync(_temp);
        using (var child = Child.Start(nameof(ChildTasks.StopInTheMiddleOfABlob), registry.Root, _temp.File("stopped")))
        {
            await child.UntilAsync(() => Task.FromResult(File.Exists(_temp.File("stopped"))));
            var busy = OciLayout.Open(registry.Root, new LayoutOptions { LockTimeout = TimeSpan.Zero });
            Assert.Equal(RegistryCodes.Locked, (await Sample.RefusedAsync(() => busy.CollectGarbageAsync(cancellationToken: Sample.Cancellation))).Code);
            await registry.VerifyAsync(pushed.Descriptor, Sample.Cancellation);
            await child.KillAsync();
        }

        await registry.VerifyAsync(pushed.Descriptor, Sample.Cancellation);
        var report = await registry.CollectGarbageAsync(cancellationToken: Sample.Cancellation);

        Assert.Equal((1, 4L * StreamCopy.BufferSize), (report.Unfinished, report.Bytes));
        Assert.Empty(await registry.ReferrersAsync(pushed.Descriptor.Digest, null, Sample.Cancellation));
    }

    [Fact]
    public async Task Processes_killed_at_any_moment_leave_a_layout_that_is_whole() => await Gen.Int[0, 400].SampleAsync(async moment =>
    {
        using var child = Child.Start(nameof(ChildTasks.PushForever), _temp.File("registry"), "child " + Path.GetRandomFileName());
        var registry = OciLayout.Open(_temp.File("registry"));
        var before = await DigestAsync(registry);
        await child.UntilAsync(async () => await DigestAsync(registry) != before);
        for (var look = 0; look < moment; look++)
            await registry.NamesAsync();
        await child.KillAsync();

        await WholeAsync(OciLayout.Open(_temp.File("registry")));
        await registry.CollectGarbageAsync();
        await WholeAsync(registry);
    }, iter: 6, threads: 1);

    [Fact]
    public async Task A_package_folder_is_the_old_package_or_the_new_one_whenever_its_writer_is_killed() => await Gen.Int[0, 400].SampleAsync(async moment =>
    {
        using var child = Child.Start(nameof(ChildTasks.WritePackagesForever), _temp.File("package"));
        await child.UntilAsync(() => Task.FromResult(File.Exists(_temp.File("package", "oci-layout"))));
        for (var look = 0; look < moment; look++)
            File.Exists(_temp.File("package", "oci-layout"));
        await child.KillAsync();

        var package = OciLayout.Open(_temp.File("package"));
        if ((await package.AllAsync(CancellationToken.None)).Count > 0)
            await package.VerifyAsync(await ModelPackage.FindAsync(package.Root));
        await Sample.PackageAsync(_temp);
        Assert.Equal(3, Directory.EnumerateFiles(_temp.File("package", "blobs", "sha256")).Count());
    }, iter: 4, threads: 1);

    // The child moves the alias all the time; an untagged version may be gone, what has a tag may not.
    private static async Task WholeAsync(OciLayout registry)
    {
        foreach (var tag in await registry.ListAsync(Sample.Name))
        {
            await registry.VerifyAsync(tag.Descriptor);
            foreach (var referrer in await registry.ReferrersAsync(tag.Descriptor.Digest))
                await using (await registry.OpenPayloadAsync(referrer))
                    continue;
        }
    }

    private static async Task<Digest?> DigestAsync(OciLayout registry) => (await registry.FindAsync(Sample.Name, "champion"))?.Digest;
}

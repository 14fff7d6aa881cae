using System.Globalization;
using MLOpsBuild.Testing;

namespace MLOpsBuild.Registry.Tests;

public sealed class RemoteTransferTests(SharedRegistry shared) : IDisposable
{
    private const int Piece = 64 * 1024;
    private const int Pieces = 10;

    private readonly TemporaryFolder _temp = new();

    public void Dispose() => _temp.Dispose();

    private static RemoteOptions InPieces => SharedRegistry.Quick with { ChunkSize = Piece };

    [Fact]
    public async Task A_large_blob_is_sent_in_pieces_and_an_upload_goes_on_where_the_connection_broke()
    {
        var (registry, pushed, layer) = await LargeAsync();
        var pieces = 0;
        await using var proxy = await FaultProxy.StartAsync(await shared.HostAsync(), request => request.Method == "PATCH" && ++pieces % 3 == 0 ? new Fault.Swallow(1000) : null);
        using var remote = proxy.Connect(await shared.NewAddressAsync(), InPieces);

        await remote.PushAsync(registry, pushed.ToString(), Sample.Name, "0.1.0", cancellationToken: Sample.Cancellation);

        var sent = proxy.Requests.Where(request => request.Method == "PATCH").Select(request => request.Header("Content-Range")!).ToList();
        var expected = Enumerable.Range(0, (int)((layer.Size + Piece - 1) / Piece))
            .Select(piece => FormattableString.Invariant($"{(long)piece * Piece}-{Math.Min(layer.Size, (piece + 1L) * Piece) - 1}"));
        Assert.Equal(expected, sent.Distinct());
        Assert.True(sent.Count > sent.Distinct().Count(), "no piece was reset");
        Assert.Contains(proxy.Requests, request => request.Method == "GET" && request.Path.Contains("/blobs/uploads/", StringComparison.Ordinal));
        await PullsAsync(remote, pushed);
    }

    [Fact]
    public async Task An_upload_that_the_registry_forgets_because_a_piece_was_cut_begins_anew()
    {
        var (registry, pushed, _) = await LargeAsync();
        var cuts = 0;
        await using var proxy = await FaultProxy.StartAsync(await shared.HostAsync(), request => request.Method == "PATCH" && ++cuts % 4 == 0 && cuts < 10 ? new Fault.CutRequest(Piece / 2) : null);
        using var remote = proxy.Connect(await shared.NewAddressAsync(), InPieces);

        await remote.PushAsync(registry, pushed.ToString(), Sample.Name, "0.1.0", cancellationToken: Sample.Cancellation);

        await PullsAsync(remote, pushed);
    }

    [Fact]
    public async Task An_upload_goes_on_in_the_middle_of_a_piece_where_the_registry_kept_what_it_had()
    {
        var (registry, _, layer) = await LargeAsync();
        await using var server = new ResumableServer();
        var attempts = 0;
        await using var proxy = await FaultProxy.StartAsync(server.Host, request => request.Method == "PATCH" && ++attempts < 8 ? new Fault.CutRequest(Piece + Piece / 2) : null);

        await using var source = new BlobSource(registry.Blobs, layer);
        using var client = new RegistryClient(RegistryAddress.Parse(proxy.Host, plainHttp: false), SharedRegistry.Quick with { ChunkSize = 3 * Piece });
        var outcome = await new BlobUpload(new RemoteRepository(client, "acme/credit-scoring"), source, mountFrom: null).RunAsync(Sample.Cancellation);

        Assert.Equal(UploadOutcome.Sent, outcome);
        Assert.Equal(layer.Digest, server.Received);
        Assert.Equal(layer.Size, server.Taken); // no byte that had arrived was taken again
        var starts = proxy.Requests.Where(request => request.Method == "PATCH").Select(request => long.Parse(request.Header("Content-Range")!.Split('-')[0], CultureInfo.InvariantCulture));
        Assert.Contains(starts, start => start % (3 * Piece) != 0); // in the middle of a piece; how much arrives before a cut is the network's
    }

    [Fact]
    public async Task A_registry_that_takes_no_pieces_gets_the_blob_in_one()
    {
        var (registry, pushed, _) = await LargeAsync();
        await using var proxy = await FaultProxy.StartAsync(await shared.HostAsync(), request => request.Method == "PATCH" ? new Fault.Answer(405) : null);
        using var remote = proxy.Connect(await shared.NewAddressAsync(), InPieces);

        await remote.PushAsync(registry, pushed.ToString(), Sample.Name, "0.1.0", cancellationToken: Sample.Cancellation);

        Assert.Single(proxy.Requests, request => request.Method == "PATCH");
        await PullsAsync(remote, pushed);
    }

    [Fact]
    public async Task A_download_goes_on_where_the_connection_broke()
    {
        var (registry, pushed, layer) = await LargeAsync();
        using var open = await shared.ConnectAsync();
        await open.PushAsync(registry, pushed.ToString(), Sample.Name, "0.1.0", cancellationToken: Sample.Cancellation);
        await using var proxy = await FaultProxy.StartAsync(await shared.HostAsync(), request => request.IsBlobRead ? new Fault.CutResponse(3 * Piece) : null);
        using var remote = proxy.Connect(open.Address);

        await PullsAsync(remote, pushed);

        var ranges = proxy.Requests.Where(request => request.Path.EndsWith(layer.Digest.ToString(), StringComparison.Ordinal)).Select(request => request.Header("Range")).ToList();
        Assert.Null(ranges[0]);
        Assert.True(ranges.Count > 2 && ranges.Skip(1).All(range => range is not null), string.Join(", ", ranges));
        Assert.Equal(ranges.Count, ranges.Distinct().Count());
    }

    [Fact]
    public async Task A_changed_byte_on_the_way_here_is_found_and_nothing_is_kept()
    {
        var (registry, pushed, layer) = await LargeAsync();
        using var open = await shared.ConnectAsync();
        await open.PushAsync(registry, pushed.ToString(), Sample.Name, "0.1.0", cancellationToken: Sample.Cancellation);
        await using var proxy = await FaultProxy.StartAsync(await shared.HostAsync(), request =>
            request.Path.EndsWith(layer.Digest.ToString(), StringComparison.Ordinal) ? new Fault.FlipResponse(1234) : null);
        using var remote = proxy.Connect(open.Address);
        var elsewhere = OciLayout.Open(_temp.File("elsewhere"));

        var refused = await Sample.RefusedAsync(() => remote.PullAsync(elsewhere, Sample.Name, "0.1.0", Sample.Cancellation));

        Assert.Equal((RegistryCodes.DamagedBlob, RegistryFault.Damage), (refused.Code, refused.Fault));
        Assert.Contains($"/credit-scoring/blobs/{layer.Digest} is damaged: its bytes have the digest sha256:", refused.Message, StringComparison.Ordinal);
        Assert.False(File.Exists(Sample.Blob(elsewhere.Root, layer.Digest)));
        Assert.Empty(await elsewhere.ListAsync(Sample.Name, Sample.Cancellation));
        Assert.Equal(0, (await elsewhere.CollectGarbageAsync(cancellationToken: Sample.Cancellation)).Unfinished);
    }

    [Fact]
    public async Task A_changed_byte_in_a_manifest_is_found()
    {
        var (registry, pushed) = await Sample.RegistryAsync(_temp);
        using var open = await shared.ConnectAsync();
        await open.PushAsync(registry, pushed.ToString(), Sample.Name, "0.1.0", cancellationToken: Sample.Cancellation);
        await using var proxy = await FaultProxy.StartAsync(await shared.HostAsync(), request => request.Method == "GET" ? new Fault.FlipResponse(300) : null);
        using var remote = proxy.Connect(open.Address);

        foreach (var reference in (string[])["0.1.0", pushed.Descriptor.Digest.ToString()])
        {
            var refused = await Sample.RefusedAsync(() => remote.PullAsync(OciLayout.Open(_temp.File("elsewhere")), Sample.Name, reference, Sample.Cancellation));
            Assert.Equal((RegistryCodes.DamagedBlob, RegistryFault.Damage), (refused.Code, refused.Fault));
        }
    }

    [Fact]
    public async Task A_changed_byte_on_the_way_there_is_refused_by_the_registry_and_told()
    {
        var (registry, pushed, _) = await LargeAsync();
        await using var proxy = await FaultProxy.StartAsync(await shared.HostAsync(), request => request.Method == "PATCH" ? new Fault.FlipRequest(1234) : null);
        using var remote = proxy.Connect(await shared.NewAddressAsync(), InPieces);

        var refused = await Sample.RefusedAsync(() => remote.PushAsync(registry, pushed.ToString(), Sample.Name, "0.1.0", cancellationToken: Sample.Cancellation));

        Assert.Equal((RegistryCodes.DamagedBlob, RegistryFault.Damage), (refused.Code, refused.Fault));
        Assert.Contains("it answers 400 (DIGEST_INVALID", refused.Message, StringComparison.Ordinal);
        Assert.Null(await remote.FindAsync(Sample.Name, "0.1.0", Sample.Cancellation));
    }

    [Theory]
    [InlineData(-100)]
    [InlineData(+100)]
    public async Task A_blob_that_is_too_short_or_too_long_in_the_registry_is_found(int difference)
    {
        await using var own = await DockerRegistry.StartAsync();
        var (registry, pushed, layer) = await LargeAsync();
        using var remote = RemoteRegistry.Connect(own.Host + "/acme", SharedRegistry.Quick);
        await remote.PushAsync(registry, pushed.ToString(), Sample.Name, "0.1.0", cancellationToken: Sample.Cancellation);
        var stored = Path.Combine(own.Data, "docker/registry/v2/blobs/sha256", layer.Digest.Hex[..2], layer.Digest.Hex, "data");
        await using (var file = File.OpenWrite(stored))
            file.SetLength(file.Length + difference);

        var refused = await Sample.RefusedAsync(() => remote.PullAsync(OciLayout.Open(_temp.File("elsewhere")), Sample.Name, "0.1.0", Sample.Cancellation));

        Assert.Equal((RegistryCodes.DamagedBlob, RegistryFault.Damage), (refused.Code, refused.Fault));
        Assert.Contains(FormattableString.Invariant($"it has {layer.Size + difference} bytes where {layer.Size} are expected"), refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_blob_that_the_registry_lost_is_told_with_its_place()
    {
        await using var own = await DockerRegistry.StartAsync();
        var (registry, pushed, layer) = await LargeAsync();
        using var remote = RemoteRegistry.Connect(own.Host + "/acme", SharedRegistry.Quick);
        await remote.PushAsync(registry, pushed.ToString(), Sample.Name, "0.1.0", cancellationToken: Sample.Cancellation);
        File.Delete(Path.Combine(own.Data, "docker/registry/v2/blobs/sha256", layer.Digest.Hex[..2], layer.Digest.Hex, "data"));

        var refused = await Sample.RefusedAsync(() => remote.PullAsync(OciLayout.Open(_temp.File("elsewhere")), Sample.Name, "0.1.0", Sample.Cancellation));

        Assert.Equal((RegistryCodes.MissingBlob, RegistryFault.Damage), (refused.Code, refused.Fault));
        Assert.Contains($"http://{own.Host}/v2/acme/credit-scoring/blobs/{layer.Digest} is missing.", refused.Message, StringComparison.Ordinal);
    }

    private async Task<(OciLayout Registry, TaggedDescriptor Pushed, Descriptor Layer)> LargeAsync()
    {
        var random = new Random(7);
        var (registry, pushed) = await Sample.RegistryAsync(_temp, string.Create(Pieces * Piece, random, (text, source) =>
        {
            for (var at = 0; at < text.Length; at++)
                text[at] = (char)source.Next(' ', '~');
        }));
        return (registry, pushed, (await registry.BlobsOfAsync(pushed.Descriptor))[^1]);
    }

    private async Task PullsAsync(RemoteRegistry remote, TaggedDescriptor pushed)
    {
        var elsewhere = OciLayout.Open(_temp.File("pulled"));
        var pulled = await remote.PullAsync(elsewhere, Sample.Name, "0.1.0", Sample.Cancellation);
        await elsewhere.VerifyAsync(pulled, Sample.Cancellation);
        Assert.Equal(pushed.Descriptor.Digest, pulled.Digest);
    }
}

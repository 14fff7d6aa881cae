using System.Buffers;
using System.Net;

namespace MLOpsBuild.Registry;

/// <summary>Brings one blob into a layout, going on after a break where it stopped; it appears there when its digest is right.</summary>
internal sealed class BlobDownload(RemoteRepository repository, BlobStore target, Descriptor descriptor)
{
    private readonly TransferLog _log = new(repository.Client.Options, "received", descriptor);

    public async Task RunAsync(CancellationToken cancellationToken)
    {
        await using var writer = target.Create();
        while (!await repository.Client.Retries.RunAsync($"receiving {descriptor.Digest} from {repository}", token => AttemptAsync(writer, token), cancellationToken))
        {
        }
        await writer.CommitAsync(digest =>
        {
            if (digest != descriptor.Digest)
                throw RegistryErrors.RemoteDigest(Request(0).Target, descriptor.Digest, digest);
        });
    }

    // An attempt that brought the download on ends well: the next one is a first one again.
    private async Task<bool> AttemptAsync(BlobWriter writer, CancellationToken cancellationToken)
    {
        var before = writer.Length;
        try
        {
            await repository.Client.OnceAsync(Request(before), response => ReceiveAsync(response, writer, cancellationToken), cancellationToken);
        }
        catch (TransientException) when (writer.Length > before)
        {
            return false;
        }
        return true;
    }

    private RegistryRequest Request(long from) => repository.Request(HttpMethod.Get, $"blobs/{descriptor.Digest}", Scopes.Pull(repository.Path))
        with { Headers = from == 0 ? null : headers => headers.Range = new(from, null) };

    private async Task<bool> ReceiveAsync(RegistryResponse response, BlobWriter writer, CancellationToken cancellationToken)
    {
        var position = await PositionOfAsync(response, writer.Length);
        if (response.ContentHeaders.ContentLength is { } length && position + length != descriptor.Size)
            throw RegistryErrors.RemoteSize(response.Target, descriptor, position + length);
        var buffer = ArrayPool<byte>.Shared.Rent(StreamCopy.BufferSize);
        try
        {
            while (await response.ReadAsync(buffer) is > 0 and var read)
            {
                if (position + read > descriptor.Size)
                    throw RegistryErrors.RemoteSize(response.Target, descriptor, position + read);
                var known = (int)Math.Min(read, writer.Length - position);
                await writer.WriteAsync(buffer.AsMemory(known, read - known), cancellationToken);
                position += read;
                _log.At(writer.Length);
            }
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
        return writer.Length == descriptor.Size ? true : throw new TransientException($"the answer ended after {writer.Length} of {descriptor.Size} bytes");
    }

    // Where the answer begins: a registry that knows no ranges begins at the start, and what is here already is passed over.
    private async Task<long> PositionOfAsync(RegistryResponse response, long have) => response.Status switch
    {
        HttpStatusCode.OK => 0,
        HttpStatusCode.PartialContent when response.ContentHeaders.ContentRange?.From == have => have,
        HttpStatusCode.NotFound => throw RegistryErrors.MissingBlob(response.Target.GetLeftPart(UriPartial.Path)),
        _ => throw await repository.Client.UnexpectedAsync(Request(have), response),
    };
}

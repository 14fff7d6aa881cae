using System.Buffers;
using System.Net;

namespace MLOpsBuild.Registry;

/// <summary>A part of a blob as the body of a request, streamed from the layout.</summary>
internal sealed class BlobContent : HttpContent
{
    private readonly BlobSource _source;
    private readonly StallGuard _guard;
    private readonly long _offset;
    private readonly long _length;

    public BlobContent(BlobSource source, long offset, long length, StallGuard guard)
    {
        (_source, _offset, _length, _guard) = (source, offset, length, guard);
        Headers.ContentType = new("application/octet-stream");
    }

    /// <summary>What went wrong on this side, which no other attempt changes: a damaged blob, a disk that fails.</summary>
    public Exception? Failure { get; private set; }

    protected override bool TryComputeLength(out long length)
    {
        length = _length;
        return true;
    }

    protected override Task SerializeToStreamAsync(Stream stream, TransportContext? context) => SerializeToStreamAsync(stream, context, CancellationToken.None);

    protected override async Task SerializeToStreamAsync(Stream stream, TransportContext? context, CancellationToken cancellationToken)
    {
        var buffer = ArrayPool<byte>.Shared.Rent(StreamCopy.BufferSize);
        try
        {
            for (long sent = 0; sent < _length;)
            {
                var piece = buffer.AsMemory(0, (int)Math.Min(buffer.Length, _length - sent));
                await FillAsync(_offset + sent, piece, cancellationToken);
                await stream.WriteAsync(piece, cancellationToken);
                sent += piece.Length;
                _guard.Moved();
            }
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }

    private async Task FillAsync(long offset, Memory<byte> piece, CancellationToken cancellationToken)
    {
        try
        {
            await _source.ReadAsync(offset, piece, cancellationToken);
        }
        catch (Exception failure) when (failure is RegistryException or IOException)
        {
            Failure = failure;
            throw;
        }
    }
}

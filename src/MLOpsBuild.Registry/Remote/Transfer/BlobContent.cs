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
        var (current, next) = (ArrayPool<byte>.Shared.Rent(StreamCopy.BufferSize), ArrayPool<byte>.Shared.Rent(StreamCopy.BufferSize));
        var filling = FillAsync(0, current, cancellationToken);
        try
        {
            // The next piece is read and hashed while this one is on its way.
            for (long sent = 0; sent < _length;)
            {
                var piece = await filling;
                filling = FillAsync(sent + piece.Length, next, cancellationToken);
                await stream.WriteAsync(piece, cancellationToken);
                sent += piece.Length;
                (current, next) = (next, current);
                _guard.Moved();
            }
        }
        finally
        {
            await filling.ContinueWith(_ => { }, CancellationToken.None, TaskContinuationOptions.ExecuteSynchronously, TaskScheduler.Default);
            ArrayPool<byte>.Shared.Return(current);
            ArrayPool<byte>.Shared.Return(next);
        }
    }

    private async Task<Memory<byte>> FillAsync(long at, byte[] buffer, CancellationToken cancellationToken)
    {
        try
        {
            var piece = buffer.AsMemory(0, (int)Math.Min(buffer.Length, _length - at));
            if (piece.Length > 0)
                await _source.ReadAsync(_offset + at, piece, cancellationToken);
            return piece;
        }
        catch (Exception failure) when (failure is RegistryException or IOException)
        {
            Failure = failure;
            throw;
        }
    }
}

using System.Buffers;

namespace MLOpsBuild.Registry;

/// <summary>Moves a stream piece by piece through one rented buffer.</summary>
internal static class StreamCopy
{
    public const int BufferSize = 256 * 1024;

    public static async Task ForEachPieceAsync(
        Stream source, Func<ReadOnlyMemory<byte>, ValueTask> take, CancellationToken cancellationToken)
    {
        var buffer = ArrayPool<byte>.Shared.Rent(BufferSize);
        try
        {
            int read;
            while ((read = await source.ReadAsync(buffer, cancellationToken)) > 0)
                await take(buffer.AsMemory(0, read));
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }
}

using System.Collections.Concurrent;

namespace MLOpsBuild.Registry;

/// <summary>Puts the blobs and manifests of one artifact into a layout; each appears under its digest when it is complete.</summary>
public sealed class ArtifactWriter
{
    private readonly BlobStore _blobs;
    private readonly ConcurrentDictionary<Digest, bool> _known = new();

    internal ArtifactWriter(BlobStore blobs) => _blobs = blobs;

    /// <summary>Whether the layout held a blob, whole, before this writer got it.</summary>
    public bool WasKnown(Digest digest) => _known.GetValueOrDefault(digest);

    /// <summary>Writes a document or another small blob.</summary>
    public Task<Descriptor> WriteAsync(string mediaType, ReadOnlyMemory<byte> bytes, CancellationToken cancellationToken = default) =>
        WriteAsync(mediaType, stream => stream.WriteAsync(bytes, cancellationToken).AsTask(), cancellationToken);

    /// <summary>
    /// Writes a blob of any length in bounded memory. <paramref name="write"/> is called once to learn the digest, and again where the layout
    /// does not hold the blob yet: it must write the same bytes each time.
    /// </summary>
    /// <exception cref="InvalidOperationException">The bytes were others the second time.</exception>
    public async Task<Descriptor> WriteAsync(string mediaType, Func<Stream, Task> write, CancellationToken cancellationToken = default)
    {
        var descriptor = await MeasureAsync(mediaType, write);
        if (await IsKnownAsync(descriptor, cancellationToken))
            return descriptor;
        await using var writer = _blobs.Create();
        await using (var stream = new PieceStream(writer.WriteAsync))
            await write(stream);
        await writer.CommitAsync(digest =>
        {
            if (digest != descriptor.Digest)
                throw new InvalidOperationException($"A blob was {descriptor.Digest} and became {digest} while it was written.");
        });
        return descriptor;
    }

    /// <summary>Copies a blob from another layout, checked against its digest.</summary>
    public async Task CopyFromAsync(OciLayout source, Descriptor descriptor, CancellationToken cancellationToken = default)
    {
        if (!await IsKnownAsync(descriptor, cancellationToken))
            await _blobs.CopyFromAsync(source.Blobs, descriptor, cancellationToken);
    }

    private static async Task<Descriptor> MeasureAsync(string mediaType, Func<Stream, Task> write)
    {
        using var hash = System.Security.Cryptography.IncrementalHash.CreateHash(System.Security.Cryptography.HashAlgorithmName.SHA256);
        long size = 0;
        await using (var stream = new PieceStream((piece, _) =>
        {
            hash.AppendData(piece.Span);
            size += piece.Length;
            return ValueTask.CompletedTask;
        }))
            await write(stream);
        return new(mediaType, Digest.OfHash(hash.GetHashAndReset()), size);
    }

    private async Task<bool> IsKnownAsync(Descriptor descriptor, CancellationToken cancellationToken)
    {
        var known = await _blobs.VerifiesAsync(descriptor, cancellationToken);
        _known.TryAdd(descriptor.Digest, known);
        return known;
    }
}

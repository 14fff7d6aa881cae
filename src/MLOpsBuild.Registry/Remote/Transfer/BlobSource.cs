using System.Security.Cryptography;

namespace MLOpsBuild.Registry;

/// <summary>
/// A blob of a layout that is sent, in parts and parts of it again. Each byte is hashed the first time it is read, and the last piece is
/// handed out only when the whole has its digest: a damaged blob never arrives whole.
/// </summary>
internal sealed class BlobSource(BlobStore blobs, Descriptor descriptor) : IAsyncDisposable
{
    private readonly FileStream _file = blobs.OpenUnverified(descriptor);
    private readonly IncrementalHash _hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
    private bool _verified;

    public Descriptor Descriptor { get; } = descriptor;

    /// <summary>How many bytes from the start have been read, and hashed.</summary>
    public long Read { get; private set; }

    public async Task ReadAsync(long offset, Memory<byte> piece, CancellationToken cancellationToken)
    {
        _file.Position = offset;
        await _file.ReadExactlyAsync(piece, cancellationToken);
        var end = offset + piece.Length;
        if (end > Read)
        {
            _hash.AppendData(piece.Span[(int)(Read - offset)..]);
            Read = end;
        }
        if (end == Descriptor.Size)
            Verify();
    }

    /// <summary>Refuses a blob that is not what its digest says, once all of it has been read.</summary>
    public void Verify()
    {
        if (!_verified)
            blobs.Check(Descriptor, Digest.OfHash(_hash.GetHashAndReset()));
        _verified = true;
    }

    public async ValueTask DisposeAsync()
    {
        _hash.Dispose();
        await _file.DisposeAsync();
    }
}

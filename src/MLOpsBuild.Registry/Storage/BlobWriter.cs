using System.Security.Cryptography;

namespace MLOpsBuild.Registry;

/// <summary>Takes bytes for a blob under a temporary name, hashing on the way; the blob appears under its digest when it is complete.</summary>
internal sealed class BlobWriter : IAsyncDisposable
{
    private readonly LayoutPaths _paths;
    private readonly string _temporary;
    private readonly FileStream _file;
    private readonly IncrementalHash _hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);

    public BlobWriter(LayoutPaths paths)
    {
        _paths = paths;
        _temporary = paths.NewIncoming();
        Directory.CreateDirectory(paths.Incoming);
        _file = new FileStream(_temporary, FileMode.CreateNew, FileAccess.Write, FileShare.None, StreamCopy.BufferSize);
    }

    public long Length { get; private set; }

    public async ValueTask WriteAsync(ReadOnlyMemory<byte> bytes, CancellationToken cancellationToken)
    {
        _hash.AppendData(bytes.Span);
        Length += bytes.Length;
        await _file.WriteAsync(bytes, cancellationToken);
    }

    /// <summary>Puts the blob in its place, unless <paramref name="accept"/> throws on its digest.</summary>
    public async Task<Digest> CommitAsync(Action<Digest>? accept = null)
    {
        var digest = Digest.OfHash(_hash.GetHashAndReset());
        accept?.Invoke(digest);
        await _file.DisposeAsync();
        Directory.CreateDirectory(_paths.Blobs);
        File.Move(_temporary, _paths.Blob(digest), overwrite: true);
        return digest;
    }

    public async ValueTask DisposeAsync()
    {
        _hash.Dispose();
        try
        {
            await _file.DisposeAsync();
        }
        catch (IOException)
        {
            // On a full disk the buffered bytes fail once more while closing: the failure that brought us here is the one to tell.
        }
        File.Delete(_temporary);
    }
}

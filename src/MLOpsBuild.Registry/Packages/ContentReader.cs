using System.Security.Cryptography;

namespace MLOpsBuild.Registry;

/// <summary>
/// Reads a layer that must be, byte for byte, the tar of the files that the config lists. Nothing in the layer is interpreted,
/// so a link, a path out of the folder, a duplicate or a size beyond the list cannot be expressed.
/// </summary>
internal sealed class ContentReader(Stream layer, string where) : IDisposable
{
    private readonly IncrementalHash _hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
    private readonly byte[] _buffer = new byte[StreamCopy.BufferSize];
    private long _position;

    /// <summary>Reads all files in order, writes each where <paramref name="create"/> says, and returns the digest of the layer.</summary>
    public async Task<Digest> ReadAsync(IEnumerable<PackageFile> files, Func<PackageFile, Stream> create, CancellationToken cancellationToken)
    {
        foreach (var file in files)
        {
            await ExpectAsync(ContentTar.Header(file.Name, file.Size), $"the file '{file.Name}' of {file.Size} bytes", cancellationToken);
            await using var target = create(file);
            await ReadFileAsync(file, target, cancellationToken);
            await ExpectAsync(new byte[ContentTar.Padding(file.Size)], $"zeros after '{file.Name}'", cancellationToken);
        }
        await ExpectAsync(new byte[ContentTar.EndSize], "the end", cancellationToken);
        return Digest.OfHash(_hash.GetHashAndReset());
    }

    public void Dispose() => _hash.Dispose();

    private async Task ReadFileAsync(PackageFile file, Stream target, CancellationToken cancellationToken)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        for (var left = file.Size; left > 0;)
        {
            var piece = _buffer.AsMemory(0, (int)Math.Min(left, _buffer.Length));
            await FillAsync(piece, cancellationToken);
            hash.AppendData(piece.Span);
            await target.WriteAsync(piece, cancellationToken);
            left -= piece.Length;
        }
        var actual = Digest.OfHash(hash.GetHashAndReset());
        if (actual != file.Digest)
            throw RegistryErrors.ForeignContent(where, $"'{file.Name}' has the digest {actual} where the config lists {file.Digest}.");
    }

    private async Task ExpectAsync(byte[] expected, string name, CancellationToken cancellationToken)
    {
        var at = _position;
        var found = new byte[expected.Length];
        await FillAsync(found, cancellationToken);
        if (!found.AsSpan().SequenceEqual(expected))
            throw RegistryErrors.ForeignContent(where, $"at byte {at} it holds '{ContentTar.NameIn(found)}' where the config lists {name}.");
    }

    private async Task FillAsync(Memory<byte> piece, CancellationToken cancellationToken)
    {
        await layer.ReadExactlyAsync(piece, cancellationToken);
        _hash.AppendData(piece.Span);
        _position += piece.Length;
    }
}

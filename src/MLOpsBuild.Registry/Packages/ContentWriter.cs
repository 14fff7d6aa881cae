using System.Security.Cryptography;

namespace MLOpsBuild.Registry;

/// <summary>Streams the files of a folder into a layer, reading each of them once.</summary>
internal static class ContentWriter
{
    public static async Task<(Descriptor Layer, IReadOnlyList<PackageFile> Files)> WriteAsync(
        BlobStore blobs, string folder, IReadOnlyList<string> names, CancellationToken cancellationToken)
    {
        await using var layer = blobs.Create();
        var files = new List<PackageFile>(names.Count);
        foreach (var name in names)
            files.Add(await AppendAsync(layer, folder, name, cancellationToken));
        await layer.WriteAsync(new byte[ContentTar.EndSize], cancellationToken);
        return (new Descriptor(ModelPackage.LayerMediaType, await layer.CommitAsync(), layer.Length), files);
    }

    private static async Task<PackageFile> AppendAsync(BlobWriter layer, string folder, string name, CancellationToken cancellationToken)
    {
        await using var file = new FileStream(Path.Combine(folder, name), FileMode.Open, FileAccess.Read, FileShare.Read, bufferSize: 0);
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        var (size, left) = (file.Length, file.Length);
        await layer.WriteAsync(ContentTar.Header(name, size), cancellationToken);
        await StreamCopy.ForEachPieceAsync(file, piece =>
        {
            hash.AppendData(piece.Span);
            left -= piece.Length;
            return layer.WriteAsync(piece, cancellationToken);
        }, cancellationToken);
        if (left != 0)
            throw RegistryErrors.BadContent(folder, [$"'{name}' changed while it was read"]);
        await layer.WriteAsync(new byte[ContentTar.Padding(size)], cancellationToken);
        return new PackageFile(name, size, Digest.OfHash(hash.GetHashAndReset()));
    }
}

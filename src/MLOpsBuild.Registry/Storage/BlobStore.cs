namespace MLOpsBuild.Registry;

/// <summary>The blobs of one layout. Whatever comes out of it has been checked against its digest and size.</summary>
internal sealed class BlobStore(LayoutPaths paths)
{
    public const int DocumentLimit = 4 * 1024 * 1024;

    public string PathOf(Digest digest) => paths.Blob(digest);

    public BlobWriter Create() => new(paths);

    public async Task<Descriptor> WriteAsync(string mediaType, ReadOnlyMemory<byte> bytes, CancellationToken cancellationToken)
    {
        var descriptor = new Descriptor(mediaType, Digest.OfBytes(bytes.Span), bytes.Length);
        if (await VerifiesAsync(descriptor, cancellationToken))
            return descriptor;
        await using var writer = Create();
        await writer.WriteAsync(bytes, cancellationToken);
        await writer.CommitAsync();
        return descriptor;
    }

    public async Task CopyFromAsync(BlobStore source, Descriptor descriptor, CancellationToken cancellationToken)
    {
        if (await VerifiesAsync(descriptor, cancellationToken))
            return;
        await using var from = source.OpenUnverified(descriptor);
        await using var writer = Create();
        await StreamCopy.ForEachPieceAsync(from, piece => writer.WriteAsync(piece, cancellationToken), cancellationToken);
        await writer.CommitAsync(digest => source.Check(descriptor, digest));
    }

    public async Task<byte[]> ReadDocumentAsync(Descriptor descriptor, CancellationToken cancellationToken)
    {
        if (descriptor.Size > DocumentLimit)
            throw RegistryErrors.DocumentTooLarge(PathOf(descriptor.Digest), descriptor.Size, DocumentLimit);
        await using var file = OpenUnverified(descriptor);
        var bytes = new byte[descriptor.Size];
        await file.ReadExactlyAsync(bytes, cancellationToken);
        Check(descriptor, Digest.OfBytes(bytes));
        return bytes;
    }

    public async Task<Stream> OpenAsync(Descriptor descriptor, CancellationToken cancellationToken)
    {
        if (descriptor.Size <= DocumentLimit)
            return new MemoryStream(await ReadDocumentAsync(descriptor, cancellationToken), writable: false);
        var file = OpenUnverified(descriptor);
        try
        {
            Check(descriptor, await Digest.OfStreamAsync(file, cancellationToken));
            file.Position = 0;
            return file;
        }
        catch
        {
            await file.DisposeAsync();
            throw;
        }
    }

    /// <summary>Opens a blob of the right size; whoever reads it hashes it and calls <see cref="Check"/> before trusting a byte.</summary>
    public FileStream OpenUnverified(Descriptor descriptor)
    {
        var path = PathOf(descriptor.Digest);
        FileStream file;
        try
        {
            file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read | FileShare.Delete, bufferSize: 0);
        }
        catch (Exception missing) when (missing is FileNotFoundException or DirectoryNotFoundException)
        {
            throw RegistryErrors.MissingBlob(path);
        }
        if (file.Length == descriptor.Size)
            return file;
        using (file)
            throw RegistryErrors.WrongSize(path, descriptor, file.Length);
    }

    public void Check(Descriptor expected, Digest actual)
    {
        if (actual != expected.Digest)
            throw RegistryErrors.WrongDigest(PathOf(expected.Digest), actual);
    }

    public async Task<bool> VerifiesAsync(Descriptor descriptor, CancellationToken cancellationToken)
    {
        try
        {
            await using var file = OpenUnverified(descriptor);
            return await Digest.OfStreamAsync(file, cancellationToken) == descriptor.Digest;
        }
        catch (RegistryException notThere) when (notThere.Fault == RegistryFault.Damage)
        {
            return false;
        }
    }
}

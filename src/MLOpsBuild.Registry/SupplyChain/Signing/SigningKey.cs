namespace MLOpsBuild.Registry;

/// <summary>What signs: a private key, or a program that has one.</summary>
public abstract class SigningKey : IDisposable
{
    /// <summary>The public half.</summary>
    public abstract PublicKey PublicKey { get; }

    /// <summary>An ECDSA signature with SHA-256 over the bytes, as DER.</summary>
    public abstract Task<byte[]> SignAsync(ReadOnlyMemory<byte> bytes, CancellationToken cancellationToken);

    /// <inheritdoc/>
    public void Dispose()
    {
        Dispose(disposing: true);
        GC.SuppressFinalize(this);
    }

    /// <summary>Forgets the private key.</summary>
    protected virtual void Dispose(bool disposing)
    {
    }
}

using System.Security.Cryptography;

namespace MLOpsBuild.Registry;

/// <summary>A private key from a PEM: PKCS #8 (encrypted or not) or SEC 1.</summary>
internal sealed class PemSigningKey : SigningKey
{
    private const string EncryptedLabel = "ENCRYPTED PRIVATE KEY";
    private readonly ECDsa _key;

    private PemSigningKey(ECDsa key) => (_key, PublicKey) = (key, PublicKey.Of(key));

    public override PublicKey PublicKey { get; }

    /// <summary>Reads the key; what is wrong is told without a character of the PEM or of the passphrase.</summary>
    public static PemSigningKey Parse(string pem, string? passphrase, string where)
    {
        var key = ECDsa.Create();
        try
        {
            Import(key, pem, passphrase, where);
            return new(key);
        }
        catch (FormatException foreign)
        {
            key.Dispose();
            throw RegistryErrors.BadSigningKey(where, foreign.Message, "Make one by: openssl genpkey -algorithm EC -pkeyopt ec_paramgen_curve:P-256");
        }
        catch
        {
            key.Dispose();
            throw;
        }
    }

    public override Task<byte[]> SignAsync(ReadOnlyMemory<byte> bytes, CancellationToken cancellationToken) =>
        Task.FromResult(_key.SignData(bytes.Span, HashAlgorithmName.SHA256, DSASignatureFormat.Rfc3279DerSequence));

    protected override void Dispose(bool disposing)
    {
        if (disposing)
            _key.Dispose();
        base.Dispose(disposing);
    }

    private static void Import(ECDsa key, string pem, string? passphrase, string where)
    {
        if (pem.Contains("Proc-Type: 4,ENCRYPTED", StringComparison.Ordinal))
            throw RegistryErrors.BadSigningKey(where, "it is encrypted in OpenSSL's old way", "Convert it by: openssl pkcs8 -topk8 -in OLD -out NEW");
        var encrypted = pem.Contains(EncryptedLabel, StringComparison.Ordinal);
        if (encrypted && string.IsNullOrEmpty(passphrase))
            throw RegistryErrors.BadSigningKey(where, "it is encrypted and there is no passphrase", $"Set {SigningKeySource.PassphraseVariable}.");
        try
        {
            if (encrypted)
                key.ImportFromEncryptedPem(pem, passphrase);
            else
                key.ImportFromPem(pem);
        }
        catch (CryptographicException) when (encrypted)
        {
            throw RegistryErrors.BadSigningKey(where, "the passphrase does not open it", $"Set {SigningKeySource.PassphraseVariable} to the passphrase that it was encrypted with.");
        }
        catch (Exception unreadable) when (unreadable is ArgumentException or CryptographicException)
        {
            throw new FormatException("it is not the PEM of a private key on an elliptic curve");
        }
        RequirePrivate(key);
    }

    private static void RequirePrivate(ECDsa key)
    {
        try
        {
            CryptographicOperations.ZeroMemory(key.ExportParameters(includePrivateParameters: true).D);
        }
        catch (CryptographicException)
        {
            throw new FormatException("it holds a public key only");
        }
    }
}

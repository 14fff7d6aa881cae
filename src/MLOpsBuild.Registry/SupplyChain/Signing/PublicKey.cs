using System.Security.Cryptography;
using System.Text;

namespace MLOpsBuild.Registry;

/// <summary>A public key on the curve P-256 (ECDSA with SHA-256).</summary>
public sealed class PublicKey
{
    private const string P256 = "1.2.840.10045.3.1.7";
    private readonly byte[] _subjectPublicKeyInfo;

    private PublicKey(ECDsa key)
    {
        _subjectPublicKeyInfo = key.ExportSubjectPublicKeyInfo();
        Pem = key.ExportSubjectPublicKeyInfoPem() + "\n";
        Id = Convert.ToHexStringLower(SHA256.HashData(Encoding.ASCII.GetBytes(Pem)));
    }

    /// <summary>The key as <c>openssl pkey -pubout</c> writes it.</summary>
    public string Pem { get; }

    /// <summary>The SHA-256 of <see cref="Pem"/>, 64 lower-case hexadecimal digits: what OpenSSF model signing takes for a key's hint.</summary>
    public string Id { get; }

    /// <summary>Reads a PEM; refuses, with a clause in the exception's message, what is no public key on P-256.</summary>
    /// <exception cref="FormatException">The text is no such key.</exception>
    public static PublicKey Parse(string pem)
    {
        using var key = ECDsa.Create();
        try
        {
            key.ImportFromPem(pem);
        }
        catch (Exception unreadable) when (unreadable is ArgumentException or CryptographicException)
        {
            throw new FormatException("it is not the PEM of a public key on an elliptic curve", unreadable);
        }
        return Of(key);
    }

    /// <summary>Whether a signature (DER) over some bytes was made by this key's private half; never throws on a malformed signature.</summary>
    public bool Verifies(ReadOnlyMemory<byte> bytes, ReadOnlyMemory<byte> signature)
    {
        using var key = ECDsa.Create();
        key.ImportSubjectPublicKeyInfo(_subjectPublicKeyInfo, out _);
        try
        {
            return key.VerifyData(bytes.Span, signature.Span, HashAlgorithmName.SHA256, DSASignatureFormat.Rfc3279DerSequence);
        }
        catch (CryptographicException)
        {
            return false;
        }
    }

    internal static PublicKey Of(ECDsa key) => CurveOf(key) == P256
        ? new(key)
        : throw new FormatException("it is on another curve than P-256 (prime256v1)");

    private static string? CurveOf(ECDsa key)
    {
        var curve = key.ExportParameters(includePrivateParameters: false).Curve;
        return curve.IsNamed ? curve.Oid.Value : null;
    }
}

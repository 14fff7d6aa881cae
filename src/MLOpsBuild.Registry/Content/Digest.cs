using System.Buffers;
using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;

namespace MLOpsBuild.Registry;

/// <summary>The SHA-256 of some bytes, written <c>sha256:</c> and 64 lower-case hexadecimal digits.</summary>
public sealed record Digest
{
    private const string Prefix = "sha256:";
    private const int HexLength = 64;
    private static readonly SearchValues<char> HexDigits = SearchValues.Create("0123456789abcdef");

    private Digest(string hex) => Hex = hex;

    /// <summary>The name of the algorithm: <c>sha256</c>.</summary>
    public string Algorithm { get; } = "sha256";

    /// <summary>64 lower-case hexadecimal digits.</summary>
    public string Hex { get; }

    /// <summary>Reads a digest; refuses with <see cref="RegistryCodes.BadDigest"/> what is not one.</summary>
    public static Digest Parse(string text) => TryParse(text, out var digest)
        ? digest
        : throw RegistryErrors.BadDigest(text);

    /// <summary>Reads a digest, or returns false.</summary>
    public static bool TryParse([NotNullWhen(true)] string? text, [NotNullWhen(true)] out Digest? digest)
    {
        var valid = text is not null
            && text.Length == Prefix.Length + HexLength
            && text.StartsWith(Prefix, StringComparison.Ordinal)
            && !text.AsSpan(Prefix.Length).ContainsAnyExcept(HexDigits);
        digest = valid ? new Digest(text![Prefix.Length..]) : null;
        return valid;
    }

    /// <summary>The digest of bytes in memory.</summary>
    public static Digest OfBytes(ReadOnlySpan<byte> bytes) => OfHash(SHA256.HashData(bytes));

    /// <summary>The digest of all that is left in a stream, read in bounded memory.</summary>
    public static async Task<Digest> OfStreamAsync(Stream stream, CancellationToken cancellationToken) =>
        OfHash(await SHA256.HashDataAsync(stream, cancellationToken));

    /// <summary><c>sha256:</c> and the hexadecimal digits.</summary>
    public override string ToString() => Prefix + Hex;

    internal static Digest OfHash(ReadOnlySpan<byte> hash) => new(Convert.ToHexStringLower(hash));
}

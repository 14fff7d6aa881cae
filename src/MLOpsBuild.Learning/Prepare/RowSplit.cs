using System.Buffers.Binary;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace MLOpsBuild.Learning;

/// <summary>Sends a row to the test side by the hash of its text and the seed alone: stable when rows are added or moved, and equal rows stand on one side.</summary>
/// <remarks>The first eight bytes of SHA-256 over <c>seed \n row</c>, as a number from 0 to below 1, are below the share.</remarks>
internal sealed class RowSplit(int seed, double testShare)
{
    private readonly byte[] _prefix = Encoding.ASCII.GetBytes(seed.ToString(CultureInfo.InvariantCulture) + "\n");
    private byte[] _text = new byte[512];

    /// <summary>Whether the row of this canonical text, without a line's end, is a test row.</summary>
    public bool IsTest(ReadOnlySpan<byte> row)
    {
        var length = _prefix.Length + row.Length;
        if (_text.Length < length)
            _text = new byte[length * 2];
        _prefix.CopyTo(_text, 0);
        row.CopyTo(_text.AsSpan(_prefix.Length));
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(_text.AsSpan(0, length), hash);
        return (BinaryPrimitives.ReadUInt64BigEndian(hash) >> 11) * (1.0 / (1L << 53)) < testShare;
    }
}

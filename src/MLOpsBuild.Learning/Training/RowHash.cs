using System.Buffers;
using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;
using MLOpsBuild.Pipelines;

namespace MLOpsBuild.Learning;

/// <summary>Places a row between 0 and 1 by its cells and a seed alone, so that equal rows stay together and further rows move none.</summary>
internal sealed class RowHash
{
    private readonly bool[] _labels;
    private readonly byte[] _salt;
    private readonly (float[]? Numbers, string?[]? Words)[] _columns;
    private readonly ArrayBufferWriter<byte> _text = new();

    public RowHash(Table table, string purpose, int seed)
    {
        _labels = table.Labels;
        _salt = Encoding.UTF8.GetBytes(FormattableString.Invariant($"{purpose} {seed}\n"));
        _columns = [.. table.Schema.Columns.Where(column => column.Role is ColumnRole.Feature or ColumnRole.Sensitive).Select(column =>
            column.Kind == ColumnKind.Category ? ((float[]?)null, (string?[]?)table.Categories(column.Name)) : (table.Numbers(column.Name), null))];
    }

    /// <summary>The place of a row of this index: the first eight bytes of SHA-256 over salt, cells and label, as a number from 0 to below 1.</summary>
    public double Place(int row)
    {
        _text.ResetWrittenCount();
        _text.Write(_salt);
        foreach (var (numbers, words) in _columns)
        {
            if (numbers is not null)
                Write(numbers[row]);
            else
                Write(words![row]);
        }

        Write(_labels[row] ? (byte)1 : (byte)0);
        Span<byte> digest = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(_text.WrittenSpan, digest);
        return (BinaryPrimitives.ReadUInt64BigEndian(digest) >> 11) * (1.0 / (1UL << 53));
    }

    private void Write(float number)
    {
        BinaryPrimitives.WriteSingleLittleEndian(_text.GetSpan(sizeof(float)), number);
        _text.Advance(sizeof(float));
    }

    // A word ends with 0; a missing one is a byte that UTF-8 has not.
    private void Write(string? word)
    {
        if (word is not null)
            Encoding.UTF8.GetBytes(word, _text);
        Write(word is null ? (byte)0xFF : (byte)0);
    }

    private void Write(byte value)
    {
        _text.GetSpan(1)[0] = value;
        _text.Advance(1);
    }
}

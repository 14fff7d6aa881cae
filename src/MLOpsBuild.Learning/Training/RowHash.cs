using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;
using MLOpsBuild.Pipelines;

namespace MLOpsBuild.Learning;

/// <summary>Places a row between 0 and 1 by its cells and a seed alone, so that equal rows stay together and further rows move none.</summary>
internal sealed class RowHash : IDisposable
{
    private static readonly byte[] Missing = [0xFF];

    private readonly Table _table;
    private readonly byte[] _salt;
    private readonly Column[] _columns;
    private readonly IncrementalHash _hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
    private readonly byte[] _digest = new byte[SHA256.HashSizeInBytes];

    public RowHash(Table table, string purpose, int seed)
    {
        _table = table;
        _salt = Encoding.UTF8.GetBytes(FormattableString.Invariant($"{purpose} {seed}\n"));
        _columns = [.. table.Schema.Columns.Where(column => column.Role is ColumnRole.Feature or ColumnRole.Sensitive)];
    }

    public double Place(int row)
    {
        Span<byte> number = stackalloc byte[sizeof(float)];
        _hash.AppendData(_salt);
        foreach (var column in _columns)
        {
            if (column.Kind == ColumnKind.Category)
            {
                _hash.AppendData(_table.Categories(column.Name)[row] is { } word ? Encoding.UTF8.GetBytes(word + '\0') : Missing);
            }
            else
            {
                BinaryPrimitives.WriteSingleLittleEndian(number, _table.Numbers(column.Name)[row]);
                _hash.AppendData(number);
            }
        }

        _hash.AppendData([_table.Labels[row] ? (byte)1 : (byte)0]);
        _hash.GetHashAndReset(_digest);
        return (BinaryPrimitives.ReadUInt64BigEndian(_digest) >> 11) * (1.0 / (1UL << 53));
    }

    public void Dispose() => _hash.Dispose();
}

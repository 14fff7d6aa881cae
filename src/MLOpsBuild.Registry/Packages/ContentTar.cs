using System.Globalization;
using System.Text;

namespace MLOpsBuild.Registry;

/// <summary>
/// The one way a list of files is written as a tar layer: POSIX.1-2001 (ustar, with pax records for long or non-ASCII names and for
/// sizes from 8 GiB), mode 0644, owner 0, time 0. The bytes of every header follow from the list, so a reader compares, not interprets.
/// </summary>
internal static class ContentTar
{
    public const int BlockSize = 512;
    public const int EndSize = 2 * BlockSize;
    private const int LongestName = 100;
    private const long LargestSize = 0x1_FFFF_FFFF;

    /// <summary>The size of the layer; wider than a file can be, because the list may lie.</summary>
    public static Int128 LengthOf(IEnumerable<PackageFile> files) =>
        files.Aggregate((Int128)EndSize, (sum, file) => sum + Header(file.Name, file.Size).Length + file.Size + Padding(file.Size));

    public static int Padding(long size) => (int)((BlockSize - size % BlockSize) % BlockSize);

    public static byte[] Header(string name, long size)
    {
        var records = new StringBuilder();
        if (!Ascii.IsValid(name) || name.Length > LongestName)
            records.Append(Record("path", name));
        if (size > LargestSize)
            records.Append(Record("size", size.ToString(CultureInfo.InvariantCulture)));
        var pax = Encoding.UTF8.GetBytes(records.ToString());
        return pax.Length == 0
            ? Block(name, size, '0')
            : [.. Block("PaxHeader", pax.Length, 'x'), .. pax, .. new byte[Padding(pax.Length)], .. Block(Shortened(name), Math.Min(size, LargestSize), '0')];
    }

    /// <summary>The name in a header block, for messages only.</summary>
    public static string NameIn(ReadOnlySpan<byte> header)
    {
        var name = header[..Math.Min(LongestName, header.Length)];
        var end = name.IndexOf((byte)0);
        return PackagePaths.Printable(Encoding.UTF8.GetString(end < 0 ? name : name[..end]));
    }

    private static string Shortened(string name) =>
        string.Concat(name.Take(LongestName).Select(letter => char.IsAscii(letter) ? letter : '_'));

    // A pax record counts its own length, digits included.
    private static string Record(string key, string value)
    {
        var rest = Encoding.UTF8.GetByteCount($" {key}={value}\n");
        var length = rest + 1;
        while (length != rest + Digits(length))
            length = rest + Digits(length);
        return string.Create(CultureInfo.InvariantCulture, $"{length} {key}={value}\n");
    }

    private static int Digits(int value) => value.ToString(CultureInfo.InvariantCulture).Length;

    private static byte[] Block(string name, long size, char type)
    {
        var block = new byte[BlockSize];
        Put(block, 0, name);
        Put(block, 100, "0000644");
        Put(block, 108, "0000000");
        Put(block, 116, "0000000");
        Put(block, 124, Octal(size, 11));
        Put(block, 136, "00000000000");
        Put(block, 148, "        ");
        Put(block, 156, type.ToString());
        Put(block, 257, "ustar\0" + "00");
        Put(block, 329, "0000000");
        Put(block, 337, "0000000");
        Put(block, 148, Octal(block.Sum(value => (long)value), 6) + "\0 ");
        return block;
    }

    private static void Put(byte[] block, int at, string text) => Encoding.ASCII.GetBytes(text, block.AsSpan(at));

    private static string Octal(long value, int digits) => Convert.ToString(value, 8).PadLeft(digits, '0');
}

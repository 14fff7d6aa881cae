using System.Text;
using System.Text.Json;
using MLOpsBuild.Registry;

namespace MLOpsBuild.Delivery;

/// <summary>A record as a line: JSON whose last member is the SHA-256 of all before it.</summary>
internal static class LedgerLine
{
    private const string Before = ",\"hash\":\"";
    private const string After = "\"}";
    private const int HashLength = 71;
    private const int TailLength = 9 + HashLength + 2;

    /// <summary>What stands before the first record.</summary>
    public static readonly string Genesis = "sha256:" + new string('0', 64);

    /// <summary>The line without its end, and its hash.</summary>
    public static (byte[] Line, string Hash) Write(LedgerRecord record)
    {
        var body = JsonSerializer.SerializeToUtf8Bytes(record, LedgerJson.Default.LedgerRecord).AsSpan()[..^1];
        var hash = Digest.OfBytes(body).ToString();
        return ([.. body, .. Encoding.ASCII.GetBytes(Before + hash + After)], hash);
    }

    /// <summary>The record and its hash, or what is wrong with the line.</summary>
    public static (LedgerEntry? Entry, string? Damage) Read(ReadOnlySpan<byte> line)
    {
        if (line.Length <= TailLength)
            return (null, "is no record");
        var body = line[..^TailLength];
        var tail = Encoding.Latin1.GetString(line[^TailLength..]);
        var (hash, actual) = (tail.Substring(Before.Length, HashLength), Digest.OfBytes(body).ToString());
        if (hash != actual || !tail.StartsWith(Before, StringComparison.Ordinal) || !tail.EndsWith(After, StringComparison.Ordinal))
            return (null, $"was changed: its bytes have {actual}, and it says {Shown(hash)}");
        try
        {
            var record = JsonSerializer.Deserialize([.. body, (byte)'}'], LedgerJson.Default.LedgerRecord);
            return record is { Format: LedgerRecord.CurrentFormat }
                ? (new(record, hash), null)
                : (null, FormattableString.Invariant($"is of format {record?.Format}, and this program reads {LedgerRecord.CurrentFormat}: use the version that wrote it"));
        }
        catch (JsonException exception)
        {
            return (null, "is no record: " + exception.Message);
        }
    }

    private static string Shown(string text) => new([.. text.Select(letter => letter is >= ' ' and <= '~' ? letter : '?')]);
}

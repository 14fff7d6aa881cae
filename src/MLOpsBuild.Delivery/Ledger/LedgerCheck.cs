using System.Collections.Immutable;
using System.Globalization;
using System.Text;

namespace MLOpsBuild.Delivery;

/// <summary>Finds what was changed in a ledger; pure.</summary>
internal static class LedgerCheck
{
    /// <summary>What a head says of the last record.</summary>
    public static byte[] HeadOf(LedgerEntry last) =>
        Encoding.ASCII.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{{\"format\":1,\"index\":{last.Record.Index},\"hash\":\"{last.Hash}\"}}\n"));

    /// <summary>The length of the whole lines.</summary>
    public static int Whole(ReadOnlySpan<byte> bytes) => bytes.LastIndexOf((byte)'\n') + 1;

    public static LedgerReading Of(string file, byte[]? bytes, byte[]? head, byte[]? pending)
    {
        var lines = new Lines(file);
        var all = bytes ?? [];
        var whole = Whole(all);
        foreach (var line in Split(all[..whole]))
            lines.Add(all.AsSpan(line));

        var torn = all.AsSpan(whole);
        var unfinished = pending is null ? null : Unfinished(lines, torn, pending);
        if (unfinished is null && !torn.IsEmpty)
            lines.Tell($"line {lines.Count + 1} has no end: {torn.Length} bytes that no interrupted write left");
        if (unfinished is null && pending is not null)
            lines.Tell($"'{file}.pending' is not the line that follows the last record");
        if (lines.Damage.Count == 0)
            CheckHead(lines, head, unfinished is not null);
        return new([.. lines.Entries], [.. lines.Damage], unfinished);
    }

    private static string? Unfinished(Lines lines, ReadOnlySpan<byte> torn, byte[] pending)
    {
        if (LedgerLine.Read(pending.AsSpan()[..Math.Max(0, pending.Length - 1)]).Entry is not { } entry || pending[^1] != '\n')
            return null;
        var record = entry.Record;
        var name = string.Create(CultureInfo.InvariantCulture, $"record {record.Index} ({record.Kind.ToString().ToLowerInvariant()} {record.Version})");
        return lines.Entries.LastOrDefault()?.Hash == entry.Hash && torn.IsEmpty
                ? $"The write of {name} was interrupted after its line; the next write finishes it."
            : record.Index == lines.Count + 1 && record.Previous == lines.Previous && pending.AsSpan().StartsWith(torn)
                ? $"The write of {name} was interrupted {(torn.IsEmpty ? "before its line" : $"in the middle of line {lines.Count + 1}")}; the next write finishes it."
            : null;
    }

    private static void CheckHead(Lines lines, byte[]? head, bool unfinished)
    {
        var entries = lines.Entries;
        if (Agrees(entries.LastOrDefault(), head) || (unfinished && entries.Count > 0 && Agrees(entries.SkipLast(1).LastOrDefault(), head)))
            return;
        var shown = head is null ? "is missing" : $"says {Encoding.Latin1.GetString(head).TrimEnd('\n')}";
        lines.Tell(entries.Count == 0
            ? $"line 1 is missing: there is no record, and the head {shown}"
            : string.Create(CultureInfo.InvariantCulture, $"line {entries.Count} holds the last record, {entries.Count} with {entries[^1].Hash}, and the head {shown}: lines were removed from the end or added to it, or the head was changed"));
    }

    private static bool Agrees(LedgerEntry? last, byte[]? head) => last is null ? head is null : head is not null && head.AsSpan().SequenceEqual(HeadOf(last));

    private static IEnumerable<Range> Split(byte[] bytes)
    {
        for (var start = 0; start < bytes.Length;)
        {
            var end = Array.IndexOf(bytes, (byte)'\n', start);
            yield return start..end;
            start = end + 1;
        }
    }

    private sealed class Lines(string file)
    {
        public List<LedgerEntry> Entries { get; } = [];

        public List<string> Damage { get; } = [];

        public int Count { get; private set; }

        public string Previous { get; private set; } = LedgerLine.Genesis;

        public void Tell(string what) => Damage.Add($"{file}: {what}.");

        public void Add(ReadOnlySpan<byte> line)
        {
            Count++;
            var (entry, damage) = LedgerLine.Read(line);
            if (entry is null)
            {
                Tell(string.Create(CultureInfo.InvariantCulture, $"line {Count} {damage}"));
                Previous = "";
                return;
            }

            if (entry.Record.Index != Count)
                Tell(string.Create(CultureInfo.InvariantCulture, $"line {Count} holds record {entry.Record.Index}: lines were removed, added or moved"));
            else if (Previous.Length > 0 && entry.Record.Previous != Previous)
                Tell(string.Create(CultureInfo.InvariantCulture, $"line {Count} follows a record with {entry.Record.Previous}, and the line before it has {Previous}"));
            Previous = entry.Hash;
            Entries.Add(entry);
        }
    }
}

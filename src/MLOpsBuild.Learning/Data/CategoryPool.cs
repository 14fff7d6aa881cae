using System.Text;

namespace MLOpsBuild.Learning;

/// <summary>Gives equal UTF-8 texts the same string, so that a column of a million cells holds a handful of strings.</summary>
internal sealed class CategoryPool
{
    private readonly Dictionary<string, string> _known = new(StringComparer.Ordinal);
    private readonly Dictionary<string, string>.AlternateLookup<ReadOnlySpan<char>> _lookup;
    private char[] _text = new char[256];

    public CategoryPool() => _lookup = _known.GetAlternateLookup<ReadOnlySpan<char>>();

    /// <summary>The string of these bytes; null where there are none.</summary>
    public string? Get(ReadOnlySpan<byte> utf8)
    {
        if (utf8.IsEmpty)
            return null;
        if (_text.Length < utf8.Length)
            _text = new char[utf8.Length * 2];
        var text = _text.AsSpan(0, Encoding.UTF8.GetChars(utf8, _text));
        if (_lookup.TryGetValue(text, out var known))
            return known;
        known = text.ToString();
        _known.Add(known, known);
        return known;
    }
}

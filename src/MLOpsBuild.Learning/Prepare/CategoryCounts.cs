using System.Runtime.InteropServices;
using System.Text;

namespace MLOpsBuild.Learning;

/// <summary>Counts the texts of a column as they stream by.</summary>
internal sealed class CategoryCounts
{
    private readonly Dictionary<string, int> _counts = new(StringComparer.Ordinal);
    private readonly Dictionary<string, int>.AlternateLookup<ReadOnlySpan<char>> _lookup;
    private char[] _text = new char[256];

    public CategoryCounts() => _lookup = _counts.GetAlternateLookup<ReadOnlySpan<char>>();

    public IReadOnlyDictionary<string, int> Counts => _counts;

    public int Missing { get; private set; }

    public void Add(ReadOnlySpan<byte> utf8)
    {
        if (utf8.IsEmpty)
        {
            Missing++;
            return;
        }

        if (_text.Length < utf8.Length)
            _text = new char[utf8.Length * 2];
        var text = _text.AsSpan(0, Encoding.UTF8.GetChars(utf8, _text));
        CollectionsMarshal.GetValueRefOrAddDefault(_lookup, text, out _)++;
    }
}

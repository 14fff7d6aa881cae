namespace MLOpsBuild.Learning;

/// <summary>Where the fields of one record lie: in the reader's buffer, or unescaped in a scratch of their own.</summary>
internal sealed class CsvFields
{
    private (int From, int To)[] _fields = new (int, int)[32];
    private byte[] _scratch = [];
    private int _used;

    public int Count { get; private set; }

    public bool AnyQuoted { get; private set; }

    public void Clear()
    {
        Count = 0;
        _used = 0;
        AnyQuoted = false;
    }

    public void Add(int from, int to)
    {
        if (Count == _fields.Length)
            Array.Resize(ref _fields, _fields.Length * 2);
        _fields[Count++] = (from, to);
    }

    public void AddQuoted(byte[] buffer, int from, int to, bool doubled)
    {
        AnyQuoted = true;
        if (!doubled)
        {
            Add(from, to);
            return;
        }

        if (_scratch.Length < _used + to - from)
            Array.Resize(ref _scratch, Math.Max(_scratch.Length * 2, _used + to - from));
        var start = _used;
        for (var i = from; i < to; i++)
        {
            _scratch[_used++] = buffer[i];
            if (buffer[i] == '"')
                i++;
        }

        Add(~start, _used); // a complement says that the field lies in the scratch
    }

    public ReadOnlySpan<byte> Get(int index, byte[] buffer)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(index, Count);
        var (from, to) = _fields[index];
        return from < 0 ? _scratch.AsSpan(~from, to - ~from) : buffer.AsSpan(from, to - from);
    }
}

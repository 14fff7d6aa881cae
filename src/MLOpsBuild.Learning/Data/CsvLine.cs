using System.Globalization;

namespace MLOpsBuild.Learning;

/// <summary>Builds one line of canonical CSV in UTF-8: a cell is quoted only where it must be, a number is its shortest text, missing is empty.</summary>
internal sealed class CsvLine
{
    private byte[] _bytes = new byte[256];
    private int _length;
    private bool _first = true;

    /// <summary>The line so far, without its end.</summary>
    public ReadOnlySpan<byte> Bytes => _bytes.AsSpan(0, _length);

    /// <summary>Starts an empty line.</summary>
    public void Clear()
    {
        _length = 0;
        _first = true;
    }

    /// <summary>Adds a cell of text.</summary>
    public void Add(ReadOnlySpan<byte> text)
    {
        Separate(text.Length * 2 + 2);
        if (text.IndexOfAny("\",\r\n"u8) < 0)
        {
            text.CopyTo(_bytes.AsSpan(_length));
            _length += text.Length;
            return;
        }

        _bytes[_length++] = (byte)'"';
        foreach (var character in text)
        {
            if (character == '"')
                _bytes[_length++] = (byte)'"';
            _bytes[_length++] = character;
        }

        _bytes[_length++] = (byte)'"';
    }

    /// <summary>Adds a number; NaN is an empty cell.</summary>
    public void Add(float number)
    {
        Separate(32);
        if (float.IsNaN(number))
            return;
        if (!number.TryFormat(_bytes.AsSpan(_length), out var written, provider: CultureInfo.InvariantCulture))
            throw new InvalidOperationException("A 32-bit float took more than 31 characters.");
        _length += written;
    }

    /// <summary>Ends the line with <c>\n</c> and writes it.</summary>
    public void WriteTo(Stream stream)
    {
        Reserve(1);
        _bytes[_length] = (byte)'\n';
        stream.Write(_bytes, 0, _length + 1);
    }

    private void Separate(int room)
    {
        Reserve(room + 1);
        if (!_first)
            _bytes[_length++] = (byte)',';
        _first = false;
    }

    private void Reserve(int room)
    {
        if (_bytes.Length - _length < room)
            Array.Resize(ref _bytes, Math.Max(_bytes.Length * 2, _length + room));
    }
}

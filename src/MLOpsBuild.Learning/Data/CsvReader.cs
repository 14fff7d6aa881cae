using System.Text.Unicode;

namespace MLOpsBuild.Learning;

/// <summary>Streams the records of a CSV file (RFC 4180, UTF-8 with or without BOM, LF or CRLF), one at a time, in memory bounded by <see cref="LongestRecord"/>.</summary>
/// <remarks>A quote opens a quoted field only where the field starts. A record that breaks the rules costs its first line only: reading goes on at the next line.</remarks>
internal sealed class CsvReader(Stream stream)
{
    /// <summary>Bytes of the longest record; a quote that is never closed is given up there.</summary>
    internal const int LongestRecord = 1 << 20;

    private const byte Quote = (byte)'"', Comma = (byte)',', Line = (byte)'\n', Return = (byte)'\r';

    private readonly CsvFields _fields = new();
    private byte[] _buffer = new byte[1 << 17];
    private int _start, _next, _end, _rawEnd;
    private bool _opened, _ended, _skipping;
    private long _nextLine = 1;

    /// <summary>The one-based line on which the record starts.</summary>
    public long LineNumber { get; private set; }

    /// <summary>What is wrong with the record as CSV; it has no fields then.</summary>
    public CsvProblem Problem { get; private set; }

    /// <summary>The number of fields.</summary>
    public int Count => Problem == CsvProblem.None ? _fields.Count : 0;

    /// <summary>The record's bytes as they are in the file, without the line's end; valid until the next read.</summary>
    public ReadOnlySpan<byte> Raw => _buffer.AsSpan(_start, _rawEnd - _start);

    /// <summary>A field's text in UTF-8, without quotes; valid until the next read.</summary>
    public ReadOnlySpan<byte> Field(int index) => _fields.Get(index, _buffer);

    /// <summary>Goes to the next record that is not an empty line; false at the end.</summary>
    public bool Read()
    {
        do
        {
            if (!ReadRecord())
                return false;
        }
        while (_rawEnd == _start);

        return true;
    }

    private bool ReadRecord()
    {
        _start = _next;
        if (!_opened)
            Open();
        if (_skipping)
            SkipLine();
        Problem = CsvProblem.None;
        LineNumber = _nextLine;
        while (true)
        {
            if (_start == _end && _ended)
                return false;
            var found = Scan();
            if (found == Scanned.Record)
                break;
            if (found == Scanned.Part && !_ended && _end - _start < LongestRecord)
                Fill();
            else
                return GiveUp(found == Scanned.Broken ? CsvProblem.TextAfterQuote : _ended ? CsvProblem.OpenQuote : CsvProblem.TooLong);
        }

        if (!Utf8.IsValid(Raw))
            Problem = CsvProblem.NotUtf8;
        _nextLine += _fields.AnyQuoted ? _buffer.AsSpan(_start, _next - _start).Count(Line) : 1;
        return true;
    }

    private Scanned Scan()
    {
        _fields.Clear();
        var at = _start;
        while (true)
        {
            int stop;
            if (at < _end && _buffer[at] == Quote)
            {
                var closing = ClosingQuote(at + 1, out var doubled);
                if (closing < 0)
                    return Scanned.Part;
                _fields.AddQuoted(_buffer, at + 1, closing, doubled);
                stop = closing + 1;
                if (stop < _end && _buffer[stop] == Return)
                {
                    if (stop + 1 == _end && !_ended)
                        return Scanned.Part;
                    if (stop + 1 == _end || _buffer[stop + 1] == Line)
                        stop++;
                }

                if (stop < _end && _buffer[stop] is not (Comma or Line))
                    return Scanned.Broken;
                if (stop == _end || _buffer[stop] == Line)
                    return EndAt(stop, closing + 1);
            }
            else
            {
                var found = _buffer.AsSpan(at, _end - at).IndexOfAny(Comma, Line);
                if (found < 0 && !_ended)
                    return Scanned.Part;
                stop = found < 0 ? _end : at + found;
                var last = stop == _end || _buffer[stop] == Line;
                var to = last && stop > at && _buffer[stop - 1] == Return ? stop - 1 : stop;
                _fields.Add(at, to);
                if (last)
                    return EndAt(stop, to);
            }

            at = stop + 1;
        }
    }

    /// <summary>The quote that closes a field, or -1 where it is not in the buffer.</summary>
    private int ClosingQuote(int at, out bool doubled)
    {
        doubled = false;
        while (true)
        {
            var found = _buffer.AsSpan(at, _end - at).IndexOf(Quote);
            if (found < 0 || (at + found + 1 == _end && !_ended))
                return -1;
            at += found;
            if (at + 1 == _end || _buffer[at + 1] != Quote)
                return at;
            doubled = true;
            at += 2;
        }
    }

    private Scanned EndAt(int stop, int rawEnd)
    {
        _rawEnd = rawEnd;
        _next = Math.Min(stop + 1, _end);
        return Scanned.Record;
    }

    /// <summary>Makes the first line a record without fields and lets reading go on behind it.</summary>
    private bool GiveUp(CsvProblem problem)
    {
        Problem = problem;
        int length;
        while ((length = _buffer.AsSpan(_start, _end - _start).IndexOf(Line)) < 0 && !_ended && _end - _start < LongestRecord)
            Fill();
        _skipping = length < 0 && !_ended;
        var stop = length < 0 ? _end : _start + length;
        EndAt(stop, stop > _start && _buffer[stop - 1] == Return ? stop - 1 : stop);
        _nextLine += _skipping ? 0 : 1;
        return true;
    }

    private void SkipLine()
    {
        int length;
        while ((length = _buffer.AsSpan(_start, _end - _start).IndexOf(Line)) < 0 && !_ended)
        {
            _start = _end;
            Fill();
        }

        _start = length < 0 ? _end : _start + length + 1;
        _skipping = false;
        _nextLine++;
    }

    private void Open()
    {
        _opened = true;
        Fill();
        if (_buffer.AsSpan(0, _end).StartsWith("\uFEFF"u8))
            _start = 3;
    }

    private void Fill()
    {
        _buffer.AsSpan(_start, _end - _start).CopyTo(_buffer);
        _end -= _start;
        _start = 0;
        if (_end == _buffer.Length)
            Array.Resize(ref _buffer, _buffer.Length * 2);
        var read = stream.ReadAtLeast(_buffer.AsSpan(_end), _buffer.Length - _end, throwOnEndOfStream: false);
        _ended = _end + read < _buffer.Length;
        _end += read;
    }

    private enum Scanned
    {
        Record,
        Part,
        Broken,
    }
}

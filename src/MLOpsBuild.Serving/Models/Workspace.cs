using System.Buffers;
using System.Text.Json;
using MLOpsBuild.Learning;

namespace MLOpsBuild.Serving;

/// <summary>What one request works with: a scorer, a row, and the answer's buffer; reused, so that a request allocates hardly anything.</summary>
internal sealed class Workspace : IDisposable
{
    private const int LargestKept = 256 * 1024;
    private readonly RowScorer _scorer;

    public Workspace(FieldSet fields, RowScorer scorer)
    {
        _scorer = scorer;
        Row = new Row(fields);
        Buffer = new ArrayBufferWriter<byte>(512);
        Json = new Utf8JsonWriter(Buffer, JsonText.WriterOptions);
        Problems = new Problems();
    }

    public Row Row { get; }

    public ArrayBufferWriter<byte> Buffer { get; }

    public Utf8JsonWriter Json { get; }

    public Problems Problems { get; }

    /// <summary>How many rows of this request were scored.</summary>
    public int Scored { get; private set; }

    /// <summary>Scores the row as it stands.</summary>
    public float Score()
    {
        Scored++;
        return Row.Score(_scorer);
    }

    /// <summary>Throws away what was written so far.</summary>
    public void Restart()
    {
        Buffer.ResetWrittenCount();
        Json.Reset();
    }

    /// <summary>Makes it ready for the next request; false where it grew too large to be kept.</summary>
    public bool Reset()
    {
        Restart();
        Problems.Clear();
        Scored = 0;
        return Buffer.Capacity <= LargestKept;
    }

    public void Dispose() => Json.Dispose();
}

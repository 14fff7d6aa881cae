using System.Buffers;
using System.Text.Json;
using MLOpsBuild.Learning;

namespace MLOpsBuild.Serving;

/// <summary>What one request works with: a scorer, a row, and the answer's buffer; reused, so that a request allocates hardly anything.</summary>
internal sealed class Workspace : IDisposable
{
    private const int LargestKept = 256 * 1024;

    public Workspace(FieldSet fields, RowScorer scorer)
    {
        Scorer = scorer;
        Row = new Row(fields);
        Buffer = new ArrayBufferWriter<byte>(512);
        Json = new Utf8JsonWriter(Buffer, JsonText.WriterOptions);
        Problems = new Problems();
    }

    public RowScorer Scorer { get; }

    public Row Row { get; }

    public ArrayBufferWriter<byte> Buffer { get; }

    public Utf8JsonWriter Json { get; }

    public Problems Problems { get; }

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
        return Buffer.Capacity <= LargestKept;
    }

    public void Dispose() => Json.Dispose();
}

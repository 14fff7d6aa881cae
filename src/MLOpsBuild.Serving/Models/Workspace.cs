using System.Buffers;
using System.Text.Json;
using MLOpsBuild.Learning;

namespace MLOpsBuild.Serving;

/// <summary>What one request works with: a scorer, a row, and the answer's buffer; reused, so that a request allocates hardly anything.</summary>
internal sealed class Workspace : IDisposable
{
    private const int LargestKept = 256 * 1024;
    private readonly RowScorer _scorer;
    private readonly ArrayBufferWriter<float> _scored = new();

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

    /// <summary>The probabilities of this request's rows.</summary>
    public ReadOnlySpan<float> Scored => _scored.WrittenSpan;

    /// <summary>Scores the row as it stands.</summary>
    public float Score()
    {
        var probability = Row.Score(_scorer);
        _scored.GetSpan(1)[0] = probability;
        _scored.Advance(1);
        return probability;
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
        _scored.ResetWrittenCount();
        return Buffer.Capacity <= LargestKept;
    }

    public void Dispose() => Json.Dispose();
}

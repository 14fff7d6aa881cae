using System.Text;

namespace MLOpsBuild.Targets;

/// <summary>Standard output or error, opened when first written to, and anew when the stream behind it was exchanged.</summary>
internal sealed class StandardWriter(Func<Stream> open) : TextWriter(System.Globalization.CultureInfo.InvariantCulture)
{
    private readonly Lock gate = new();
    private Stream? stream;

    public override Encoding Encoding => Encoding.UTF8;

    public void Reopen()
    {
        lock (gate)
            stream = null;
    }

    public override void Write(char value) => Write([value]);

    public override void Write(string? value) => Write(value.AsSpan());

    public override void Write(char[] buffer, int index, int count) => Write(buffer.AsSpan(index, count));

    public override void WriteLine(string? value) => Write(value + "\n");

    public override void Write(ReadOnlySpan<char> buffer)
    {
        var bytes = new byte[Encoding.UTF8.GetMaxByteCount(buffer.Length)];
        var count = Encoding.UTF8.GetBytes(buffer, bytes);
        lock (gate)
        {
            stream ??= open();
            stream.Write(bytes, 0, count);
            stream.Flush();
        }
    }
}

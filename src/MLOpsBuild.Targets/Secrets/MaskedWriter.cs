using System.Text;

namespace MLOpsBuild.Targets;

/// <summary>A writer that masks secrets.</summary>
internal sealed class MaskedWriter : TextWriter
{
    private readonly TextWriter inner;
    private readonly Masker masker;
    private readonly MaskingFilter filter;
    private readonly Decoder decoder = Encoding.UTF8.GetDecoder();
    private readonly Lock gate = new();

    public MaskedWriter(TextWriter inner, Masker masker)
        : base(System.Globalization.CultureInfo.InvariantCulture)
    {
        this.inner = inner;
        this.masker = masker;
        filter = new MaskingFilter(masker, Pass);
        CoreNewLine = ['\n'];
    }

    public override Encoding Encoding => inner.Encoding;

    public override void Write(char value) => Write([value]);

    public override void Write(string? value) => Write(value.AsSpan());

    public override void Write(char[] buffer, int index, int count) => Write(buffer.AsSpan(index, count));

    public override void WriteLine(string? value) => Write(value + "\n");

    public override void Write(ReadOnlySpan<char> buffer)
    {
        lock (gate)
        {
            if (masker.IsEmpty)
                inner.Write(buffer);
            else
                filter.Write(Encoding.UTF8.GetBytes(buffer.ToArray()));
        }
    }

    public override void Flush() => inner.Flush();

    /// <summary>The run is over: lets go what was held back.</summary>
    public void Finish()
    {
        lock (gate)
            filter.Finish();
        inner.Flush();
    }

    private void Pass(ReadOnlySpan<byte> bytes)
    {
        var chars = new char[Encoding.UTF8.GetMaxCharCount(bytes.Length)];
        inner.Write(chars.AsSpan(0, decoder.GetChars(bytes, chars, flush: false)));
    }
}

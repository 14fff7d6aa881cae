namespace MLOpsBuild.Targets;

/// <summary>Text outside of any target: straight to the run's writers.</summary>
internal sealed class PlainSink(TextWriter output, TextWriter error) : IOutputSink
{
    private readonly Lock gate = new();

    public void Write(bool isError, ReadOnlySpan<char> text)
    {
        lock (gate)
        {
            var writer = isError ? error : output;
            writer.Write(text);
            writer.Flush();
        }
    }
}

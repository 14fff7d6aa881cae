using System.Text;

namespace MLOpsBuild.Targets;

/// <summary>Where text goes that was written to the console.</summary>
internal interface IOutputSink
{
    void Write(bool isError, ReadOnlySpan<char> text);
}

/// <summary>Stands in for the console's writers: text goes to the sink of the target that runs in this flow of control.</summary>
internal sealed class ConsoleRouter : TextWriter
{
    // The console is one for the whole process, so its stand-in must be found from anywhere; the flow of control tells runs apart.
    private static readonly AsyncLocal<IOutputSink?> Sink = new();
    private static readonly Lock Gate = new();
    private static bool isInstalled;

    private static IOutputSink? fallback;

    private readonly bool isError;

    private ConsoleRouter(bool isError)
        : base(System.Globalization.CultureInfo.InvariantCulture)
    {
        this.isError = isError;
        CoreNewLine = ['\n'];
    }

    public override Encoding Encoding => Encoding.UTF8;

    /// <param name="outsideRuns">Takes what is written in no run's flow of control; null: the console as it was.</param>
    public static void Install(IOutputSink? outsideRuns)
    {
        lock (Gate)
        {
            fallback = outsideRuns ?? fallback ?? new PlainSink(Console.Out, Console.Error);
            if (isInstalled)
                return;
            isInstalled = true;
            Console.SetOut(new ConsoleRouter(isError: false));
            Console.SetError(new ConsoleRouter(isError: true));
        }
    }

    /// <summary>From here on, in this flow of control and those it starts, text goes to the sink.</summary>
    public static void Use(IOutputSink? sink) => Sink.Value = sink;

    public override void Write(char value) => Write([value]);

    public override void Write(string? value) => Write(value.AsSpan());

    public override void Write(char[] buffer, int index, int count) => Write(buffer.AsSpan(index, count));

    public override void Write(ReadOnlySpan<char> buffer) => (Sink.Value ?? fallback)?.Write(isError, buffer);

    public override void WriteLine(string? value) => Write(value + "\n");
}

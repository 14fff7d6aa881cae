using System.Text;

namespace MLOpsBuild.Targets;

/// <summary>Gives the terminal to one target at a time; what others print waits until it is theirs, so that output never mixes.</summary>
internal sealed class OutputBoard(TextWriter output, TextWriter error, IHeadings headings)
{
    private readonly Lock gate = new();
    private readonly List<TargetOutput> open = [];
    private TargetOutput? live;
    private ProgressLine? progress;

    /// <summary>Held by whoever prints.</summary>
    public Lock Gate => gate;

    /// <summary>From here on this line makes way for what is printed.</summary>
    public void Mind(ProgressLine? line) => progress = line;

    public TargetOutput Open(string target)
    {
        lock (gate)
        {
            var opened = new TargetOutput(this, target);
            open.Add(opened);
            Promote();
            return opened;
        }
    }

    /// <summary>The target's work starts: its heading is due, though it has printed nothing yet.</summary>
    public void Begin(TargetOutput target)
    {
        lock (gate)
        {
            target.IsDue = true;
            ShowHeading(target);
        }
    }

    public void Write(TargetOutput from, bool isError, ReadOnlySpan<char> text)
    {
        lock (gate)
        {
            from.IsDue = true;
            if (from == live)
            {
                ShowHeading(from);
                Print(isError, text);
            }
            else if (from.Waiting is [.., var last] && last.IsError == isError)
                last.Text.Append(text);
            else
                from.Waiting.Add((isError, new StringBuilder().Append(text)));
        }
    }

    public void Close(TargetOutput closed)
    {
        lock (gate)
        {
            closed.IsOver = true;
            while (live is { IsOver: true })
            {
                progress?.MakeWay([]);
                if (live.HasHeading)
                    headings.End(output, live.Target);
                open.Remove(live);
                live = null;
                Promote();
            }
        }
    }

    private void Promote()
    {
        // Who is over needs no more time: it goes first, then who started first.
        if (live is not null || (open.Find(it => it.IsOver) ?? open.FirstOrDefault()) is not { } next)
            return;
        live = next;
        ShowHeading(next);
        foreach (var (isError, text) in next.Waiting)
            Print(isError, text.ToString());
        next.Waiting.Clear();
    }

    private void ShowHeading(TargetOutput target)
    {
        if (target != live || !target.IsDue || target.HasHeading)
            return;
        target.HasHeading = true;
        progress?.MakeWay("\n");
        headings.Begin(output, target.Target);
    }

    private void Print(bool isError, ReadOnlySpan<char> text)
    {
        progress?.MakeWay(text);
        var writer = isError ? error : output;
        writer.Write(text);
        writer.Flush();
    }
}

/// <summary>What one target prints.</summary>
internal sealed class TargetOutput(OutputBoard board, string target) : IOutputSink, ITargetTurn
{
    public string Target { get; } = target;

    public bool IsOver { get; set; }

    public bool IsDue { get; set; }

    public bool HasHeading { get; set; }

    public List<(bool IsError, StringBuilder Text)> Waiting { get; } = [];

    public void Write(bool isError, ReadOnlySpan<char> text) => board.Write(this, isError, text);

    public void Begin() => board.Begin(this);

    public void Dispose() => board.Close(this);
}

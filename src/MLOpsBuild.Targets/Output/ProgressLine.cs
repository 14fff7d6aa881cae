namespace MLOpsBuild.Targets;

/// <summary>One line at the end of a terminal that tells what runs and for how long; whoever prints wipes it first.</summary>
internal sealed class ProgressLine : IDisposable
{
    private const string Wipe = "\r\e[2K";
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);

    private readonly Lock gate;
    private readonly TextWriter output;
    private readonly ExecutionPlan plan;
    private readonly TimeProvider time;
    private readonly Func<int> width;
    private readonly ITimer timer;
    private bool isShown;
    private bool isAtLineStart = true;

    /// <param name="gate">Held by whoever prints.</param>
    /// <param name="output">The terminal.</param>
    /// <param name="plan">What runs.</param>
    /// <param name="time">The clock; the line is drawn anew each second.</param>
    /// <param name="width">The terminal's width, in characters.</param>
    public ProgressLine(Lock gate, TextWriter output, ExecutionPlan plan, TimeProvider time, Func<int> width)
    {
        (this.gate, this.output, this.plan, this.time, this.width) = (gate, output, plan, time, width);
        timer = time.CreateTimer(_ => Draw(), null, Pause, Pause);
    }

    /// <summary>Text is about to be printed; the caller holds the gate.</summary>
    public void MakeWay(ReadOnlySpan<char> text)
    {
        if (isShown)
            output.Write(Wipe);
        isShown = false;
        if (!text.IsEmpty)
            isAtLineStart = text[^1] == '\n';
    }

    public void Dispose()
    {
        timer.Dispose();
        lock (gate)
        {
            MakeWay([]);
            isAtLineStart = false;
            output.Flush();
        }
    }

    private void Draw()
    {
        lock (gate)
        {
            // In the middle of somebody's line there is no place for another.
            if (!isAtLineStart || Text() is not { } text)
                return;
            output.Write(Wipe + new Style(HasColour: true).Dim(text));
            output.Flush();
            isShown = true;
        }
    }

    private string? Text()
    {
        var targets = plan.Steps.Select(step => step.Target).ToList();
        var running = targets.Where(it => it.Status == ExecutionStatus.Running && it.Start is not null).ToList();
        if (running.Count == 0)
            return null;
        var over = targets.Count(it => it.Status is not (ExecutionStatus.Running or ExecutionStatus.Scheduled));
        var text = $"{over}/{targets.Count}  {string.Join(", ", running.Select(Tell))}";
        var room = Math.Max(10, width() - 1);
        return text.Length <= room ? text : text[..(room - 3)] + "...";
    }

    private string Tell(ExecutableTarget target)
    {
        var seconds = Math.Floor(time.GetElapsedTime(target.Start!.Value).TotalSeconds);
        return seconds < 1 ? target.Name : $"{target.Name} {Durations.Write(TimeSpan.FromSeconds(seconds))}";
    }
}

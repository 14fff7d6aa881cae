using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using Docker.DotNet.Models;

namespace MLOpsBuild.Delivery;

/// <summary>Follows what an engine says while it builds: shows it line by line, and knows the step it is at.</summary>
internal sealed partial class BuildLog(Action<string> log) : IProgress<JSONMessage>
{
    private const int Remembered = 20;

    private readonly List<BuildStep> _steps = [];
    private readonly Queue<string> _last = new();
    private readonly StringBuilder _line = new();
    private readonly HashSet<string> _said = [];

    /// <summary>The steps so far.</summary>
    public IReadOnlyList<BuildStep> Steps => _steps;

    /// <summary>What went wrong; null where nothing did.</summary>
    public string? Error { get; private set; }

    /// <summary>Whether the engine said that it has built the image.</summary>
    public bool Built { get; private set; }

    /// <summary>The last lines of the step that the engine is at, each on a line of its own.</summary>
    public string Tail => string.Concat(_last.Select(line => "\n    " + line));

    public void Report(JSONMessage value)
    {
        if (value.Error?.Message is { Length: > 0 } error)
            Error = error;
        else if (value.ErrorMessage is { Length: > 0 } message)
            Error = message;
        else if (value.Stream is { } text)
            Append(text);
        else if (value.Status is { } status)
            ReportPull(value.ID, status);
    }

    private void Append(string text)
    {
        foreach (var letter in text)
        {
            if (letter == '\n')
                EndLine();
            else if (letter != '\r')
                _line.Append(letter);
        }
    }

    private void EndLine()
    {
        var line = EscapeSequence().Replace(_line.ToString(), "").TrimEnd();
        _line.Clear();
        if (line.Length == 0)
            return;
        log(line);
        if (StepLine().Match(line) is { Success: true } step)
        {
            _steps.Add(new(Number(step, 1), Number(step, 2), step.Groups[3].Value));
            _last.Clear();
        }
        else if (line == " ---> Using cache" && _steps.Count > 0)
        {
            _steps[^1] = _steps[^1] with { Cached = true };
        }
        else
        {
            Built |= line.StartsWith("Successfully built ", StringComparison.Ordinal);
            Remember(line);
        }
    }

    private void Remember(string line)
    {
        if (line.StartsWith(" ---> ", StringComparison.Ordinal) || line.StartsWith("Removing intermediate container ", StringComparison.Ordinal))
            return;
        _last.Enqueue(line);
        if (_last.Count > Remembered)
            _last.Dequeue();
    }

    /// <summary>A pull says each state of a layer once, not each per cent.</summary>
    private void ReportPull(string? layer, string status)
    {
        var line = string.IsNullOrEmpty(layer) ? status : $"{layer}: {status}";
        if (_said.Add(line))
            log(line);
    }

    private static int Number(Match match, int group) => int.Parse(match.Groups[group].ValueSpan, CultureInfo.InvariantCulture);

    /// <summary>The builder colours what programs write to standard error, and programs may write any sequence.</summary>
    [GeneratedRegex("\\x1b\\[[0-9;?]*[A-Za-z]", RegexOptions.CultureInvariant)]
    private static partial Regex EscapeSequence();

    [GeneratedRegex("^Step ([0-9]{1,6})/([0-9]{1,6}) : (.*)\\z", RegexOptions.CultureInvariant)]
    private static partial Regex StepLine();
}

/// <summary>A step of a build, which is an instruction of the Dockerfile.</summary>
/// <param name="Number">From 1.</param>
/// <param name="Count">How many there are.</param>
/// <param name="Instruction">Its text.</param>
internal sealed record BuildStep(int Number, int Count, string Instruction)
{
    private const int Shown = 100;

    /// <summary>Whether the engine had done it before.</summary>
    public bool Cached { get; init; }

    /// <summary>The text, cut where it is long.</summary>
    public string Short => Instruction.Length <= Shown ? Instruction : string.Concat(Instruction.AsSpan(0, Shown), "...");
}

using Docker.DotNet.Models;

namespace MLOpsBuild.Delivery.Tests;

/// <summary>What an engine says while it builds, in whatever pieces it comes.</summary>
public sealed class BuildLogTests
{
    private readonly List<string> _shown = [];

    [Fact]
    public void Lines_are_shown_whole_however_they_are_cut()
    {
        var log = new BuildLog(_shown.Add);
        foreach (var piece in (string[])["Ste", "p 1/2 : FROM a\n ---> Using", " cache\nStep 2/2 : RUN x\r\n", "\x1b[91mred\x1b[0m\n\x1b[0m\n", "Successfully built 12\n"])
            log.Report(new() { Stream = piece });

        Assert.Equal(["Step 1/2 : FROM a", " ---> Using cache", "Step 2/2 : RUN x", "red", "Successfully built 12"], _shown);
        Assert.Equal([new(1, 2, "FROM a") { Cached = true }, new(2, 2, "RUN x")], log.Steps);
        Assert.Equal((true, null, "\n    red\n    Successfully built 12"), (log.Built, log.Error, log.Tail));
    }

    [Fact]
    public void A_pull_says_each_state_once()
    {
        var log = new BuildLog(_shown.Add);
        foreach (var (layer, status) in ((string?, string)[])[(null, "Pulling from library/debian"), ("a1", "Downloading"), ("a1", "Downloading"), ("b2", "Downloading"), ("a1", "Pull complete")])
            log.Report(new() { ID = layer, Status = status });

        Assert.Equal(["Pulling from library/debian", "a1: Downloading", "b2: Downloading", "a1: Pull complete"], _shown);
    }

    [Fact]
    public void Of_a_step_that_says_much_the_last_lines_are_kept()
    {
        var log = new BuildLog(_ => { });
        log.Report(new() { Stream = "Step 1/1 : RUN seq 100\n" + string.Concat(Enumerable.Range(1, 100).Select(number => FormattableString.Invariant($"{number}\n"))) });
        log.Report(new() { Error = new JSONError { Message = "it failed" } });

        Assert.Equal(string.Concat(Enumerable.Range(81, 20).Select(number => FormattableString.Invariant($"\n    {number}"))), log.Tail);
        Assert.Equal("it failed", log.Error);
    }

    [Fact]
    public void An_instruction_stands_where_its_first_line_is() =>
        Assert.Equal([2, 4, 9], DockerfileLines.Of("# a comment\nARG A\n\nRUN one \\\n    && two \\\n# between\n    && three\n\nUSER 1\n"));
}

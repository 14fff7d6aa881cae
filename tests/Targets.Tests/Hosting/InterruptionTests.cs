namespace MLOpsBuild.Targets.Tests.Hosting;

public sealed class InterruptionTests
{
    private static readonly Dictionary<string, string> None = [];

    [Theory]
    [InlineData("-INT", "Waits")]
    [InlineData("-TERM", "Waits")]
    [InlineData("-TERM", "WaitsForChild")]
    public async Task A_signal_stops_children_runs_what_is_assured_and_ends_with_130(string signal, string target)
    {
        using var probe = new ProbeProcess(None, target);
        var child = int.Parse((await probe.Line(line => line.StartsWith("child ", StringComparison.Ordinal)))[6..], null);
        probe.Signal(signal);
        var (code, output, error) = await probe.End();
        Assert.Equal(130, code);
        Assert.Equal("Interrupted: stopping. Once more to stop at once.\n", error);
        Assert.EndsWith("Interrupted.\n", output);
        Assert.Matches($"{target} +interrupted +", output);
        Assert.Equal(target == "Waits", output.Contains("cleaned\n", StringComparison.Ordinal));
        Assert.True(HasEnded(child));
    }

    [Fact]
    public async Task A_second_signal_ends_at_once()
    {
        using var probe = new ProbeProcess(None, "IgnoresInterruption");
        await probe.Line(line => line.StartsWith("child ", StringComparison.Ordinal));
        probe.Signal("-INT");
        await probe.Line(line => line.StartsWith("Interrupted", StringComparison.Ordinal));
        probe.Signal("-INT");
        Assert.Equal(130, (await probe.End()).Code);
    }

    [Fact]
    public async Task A_second_signal_that_comes_while_the_first_is_handled_counts()
    {
        using var probe = new ProbeProcess(None, "IgnoresInterruption");
        await probe.Line(line => line.StartsWith("child ", StringComparison.Ordinal));
        probe.Signal("-INT", "-TERM");
        Assert.Equal(130, (await probe.End()).Code);
    }

    /// <summary>Gone, or dead and not yet collected by its new parent.</summary>
    private static bool HasEnded(int process) => SpinWait.SpinUntil(
        () =>
        {
            try
            {
                return File.ReadAllText($"/proc/{process}/stat").Contains(") Z ", StringComparison.Ordinal);
            }
            catch (IOException)
            {
                return true;
            }
        },
        TimeSpan.FromSeconds(10));

    [Fact]
    public void Only_descendants_of_the_same_group_are_meant()
    {
        List<(int, int, int)> all = [(1, 0, 1), (10, 1, 10), (11, 10, 10), (12, 11, 10), (13, 10, 13), (14, 13, 13), (20, 1, 20)];
        Assert.Equal([11, 12], ChildProcesses.Descendants(all, 10));
    }
}

namespace MLOpsBuild.Learning.Tests.Training;

public sealed class HeartbeatTests
{
    [Fact]
    public void Long_work_is_told_again_and_again_while_it_runs_and_no_more_when_it_has_ended()
    {
        using var told = new CountdownEvent(3);
        var lines = new List<string>();

        var answer = Heartbeat.During("It", TimeSpan.FromMilliseconds(5), Log, () =>
        {
            Assert.True(told.Wait(TimeSpan.FromSeconds(30)));
            return 42;
        });
        var count = lines.Count;

        Assert.Equal(42, answer);
        Assert.All(lines, line => Assert.Matches("^It: [0-9]+ s so far$", line));
        Heartbeat.During("Other", TimeSpan.FromSeconds(100), Log, () => 0);
        Assert.Equal(count, lines.Count);

        void Log(string line)
        {
            lines.Add(line);
            if (!told.IsSet)
                told.Signal();
        }
    }
}

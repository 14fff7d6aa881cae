namespace MLOpsBuild.Targets.Tests.Output;

public sealed class ProgressLineTests
{
    private const string Wipe = "\r\e[2K";

    [Fact]
    public async Task What_runs_is_told_and_wiped_for_what_is_printed()
    {
        using var host = new BuildTestHost<Working> { Time = new HandClock() };
        var (plan, clock) = (await Running(host), (HandClock)host.Time);
        var (terminal, gate) = (new StringWriter(), new Lock());
        using (var line = new ProgressLine(gate, terminal, plan, clock, () => 80))
        {
            clock.Tick();
            lock (gate)
                line.MakeWay("epoch 1\n");
            terminal.Write("epoch 1\n");
            clock.Tick();
        }

        Assert.Equal($"{Wipe}\e[2m1/2  Train 1.0 s\e[0m{Wipe}epoch 1\n{Wipe}\e[2m1/2  Train 2.0 s\e[0m{Wipe}", terminal.ToString());
    }

    [Fact]
    public async Task Nothing_is_drawn_into_an_unfinished_line()
    {
        using var host = new BuildTestHost<Working> { Time = new HandClock() };
        var (plan, clock) = (await Running(host), (HandClock)host.Time);
        var (terminal, gate) = (new StringWriter(), new Lock());
        using var line = new ProgressLine(gate, terminal, plan, clock, () => 80);
        lock (gate)
            line.MakeWay("epoch ");
        clock.Tick();
        Assert.Equal("", terminal.ToString());
    }

    [Fact]
    public async Task It_is_never_wider_than_the_terminal()
    {
        using var host = new BuildTestHost<Working> { Time = new HandClock() };
        var (plan, clock) = (await Running(host), (HandClock)host.Time);
        var terminal = new StringWriter();
        using var line = new ProgressLine(new Lock(), terminal, plan, clock, () => 14);
        clock.Tick();
        Assert.Equal($"{Wipe}\e[2m1/2  Train...\e[0m", terminal.ToString());
    }

    /// <summary>A plan whose second target runs.</summary>
    private static async Task<ExecutionPlan> Running(BuildTestHost<Working> host)
    {
        var plan = (await host.Run("Train")).Plan;
        plan.Steps[1].Target.Status = ExecutionStatus.Running;
        plan.Steps[1].Target.Start = host.Time.GetTimestamp();
        return plan;
    }

    private sealed class Working : NukeBuild
    {
        private Target Prepare => _ => _.Executes(() => { });

        private Target Train => _ => _.DependsOn(Prepare).Executes(() => { });
    }

    /// <summary>Moves on by a second when it is told to.</summary>
    private sealed class HandClock : TimeProvider
    {
        private Action tick = () => { };
        private long seconds;

        public override long TimestampFrequency => 1;

        public override long GetTimestamp() => seconds;

        public void Tick()
        {
            seconds++;
            tick();
        }

        public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
        {
            tick = () => callback(state);
            return new NoTimer();
        }

        private sealed class NoTimer : ITimer
        {
            public bool Change(TimeSpan dueTime, TimeSpan period) => true;

            public void Dispose()
            {
            }

            public ValueTask DisposeAsync() => ValueTask.CompletedTask;
        }
    }
}

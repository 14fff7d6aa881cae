namespace MLOpsBuild.Targets.Tests.Execution;

public sealed class ExecutionTests
{
    [Fact]
    public async Task Bodies_of_every_form_are_awaited()
    {
        using var host = new BuildTestHost<Forms>();
        var result = await host.Run("All");
        Assert.Equal(0, result.ExitCode);
        Assert.Equal("one\ntwo\nthree\nfour\nfive\n", string.Concat(result.Output.Split('\n').SkipWhile(it => it != "one").TakeWhile(it => it.Length > 0).Select(it => it + "\n")));
    }

    [Theory]
    [InlineData("Mistake", 2, "Mistake failed: no such row: 9\n")]
    [InlineData("Lacks", 3, "Lacks failed: no Docker engine\n")]
    [InlineData("Fails", 1, "Fails failed: gate auc >= 0.80: 0.7812\n")]
    [InlineData("Late", 1, "Late failed: later\n")]
    public async Task The_kind_of_failure_decides_the_exit_code(string target, int code, string error)
    {
        using var host = new BuildTestHost<Failures>();
        var result = await host.Run(target);
        Assert.Equal(code, result.ExitCode);
        Assert.Equal(error, result.Error);
    }

    [Fact]
    public async Task A_bug_shows_its_stack_trace_when_asked()
    {
        using var host = new BuildTestHost<Failures>();
        var result = await host.Run("Bug", "--verbosity", "verbose");
        Assert.Contains("at MLOpsBuild.Targets.Tests.Execution.ExecutionTests.Failures", result.Error);
    }

    [Fact]
    public async Task ProceedAfterFailure_lets_the_others_go_on_and_the_build_fails()
    {
        using var host = new BuildTestHost<Failures>();
        var result = await host.Run("Proceeds", "Fine");
        Assert.Equal(1, result.ExitCode);
        Assert.Equal(["Proceeds", "Fine"], result.Ran);
    }

    [Fact]
    public async Task A_build_may_decide_its_exit_code()
    {
        using var host = new BuildTestHost<Failures>();
        Assert.Equal(7, (await host.Run("Decides")).ExitCode);
    }

    [Fact]
    public async Task A_retry_says_why_and_stops_when_it_works()
    {
        using var host = new BuildTestHost<Retries>();
        var result = await host.Run("Flaky");
        Assert.Equal(0, result.ExitCode);
        Assert.Equal("Flaky: attempt 1 of 3 failed (hiccup 1); again, because: the registry hiccups\nFlaky: attempt 2 of 3 failed (hiccup 2); again, because: the registry hiccups\n", result.Error);
    }

    [Fact]
    public async Task An_attempt_that_takes_too_long_is_tried_again()
    {
        using var host = new BuildTestHost<Retries>();
        var result = await host.Run("SlowOnce");
        Assert.Equal(0, result.ExitCode);
        Assert.Equal("SlowOnce: attempt 1 of 2 failed (SlowOnce took longer than its limit of 100 ms. Raise Timeout(...) or find what hangs.); again, because: the store is sometimes busy\n", result.Error);
    }

    [Fact]
    public async Task A_mistake_of_the_user_is_not_tried_again()
    {
        using var host = new BuildTestHost<Retries>();
        var result = await host.Run("Wrong");
        Assert.Equal("Wrong failed: wrong\n", result.Error);
    }

    [Fact]
    public async Task A_timeout_cancels_the_body_and_fails_the_target()
    {
        using var host = new BuildTestHost<Slow>();
        var result = await host.Run("Hangs");
        Assert.Equal(1, result.ExitCode);
        Assert.Equal("Hangs failed: Hangs took longer than its limit of 50 ms. Raise Timeout(...) or find what hangs.\n", result.Error);
        Assert.Contains("cancelled", result.Output);
    }

    [Fact]
    public async Task Output_of_parallel_targets_never_mixes()
    {
        using var host = new BuildTestHost<Chatty>();
        var result = await host.Run("A", "B", "C", "--parallel", "3");
        var lines = result.Output.Split('\n').TakeWhile(line => line.Length > 0).ToList();
        Assert.Equal(3 * 51, lines.Count);
        foreach (var block in lines.Chunk(51))
        {
            var name = block[0][3..];
            Assert.Equal(Enumerable.Range(0, 50).Select(i => $"{name} {i}"), block.Skip(1));
        }
    }

    [Fact]
    public async Task Targets_that_hold_a_resource_run_one_after_the_other()
    {
        using var host = new BuildTestHost<Hungry>();
        var result = await host.Run("A", "B", "C", "--parallel", "3");
        Assert.Equal(0, result.ExitCode);
    }

    [Fact]
    public async Task Independent_targets_run_at_once()
    {
        using var host = new BuildTestHost<Meeting>();
        Assert.Equal(0, (await host.Run("A", "B", "--parallel", "2")).ExitCode);
    }

    [Fact]
    public async Task An_interruption_cancels_runs_what_is_assured_and_shows_the_summary()
    {
        using var interrupted = new CancellationTokenSource();
        using var host = new BuildTestHost<Interruptible> { Prepare = build => build.Started = interrupted.Cancel };
        var result = await host.Run(interrupted.Token, "After");
        Assert.Equal(130, result.ExitCode);
        Assert.Equal(ExecutionStatus.Aborted, result.Target("Waits").Status);
        Assert.Equal(ExecutionStatus.NotRun, result.Target("After").Status);
        Assert.Equal(ExecutionStatus.Succeeded, result.Target("Cleans").Status);
        Assert.Matches("Waits +interrupted +", result.Output);
        Assert.EndsWith("Interrupted.\n", result.Output);
    }

    [Fact]
    public async Task Hooks_are_called_in_order()
    {
        var log = new List<string>();
        using var host = new BuildTestHost<Hooked> { Prepare = build => build.Log = log };
        await host.Run("Ok", "Bad");
        Assert.Equal(["created", "initialized", "running Ok", "succeeded Ok", "running Bad", "failed Bad", "finished"], log);
    }

    [Fact]
    public async Task Conditions_are_told_by_their_text()
    {
        using var host = new BuildTestHost<Conditional>();
        var result = await host.Run("Static", "Dynamic");
        Assert.Equal("only when IsReady && 1 > 2", result.Target("Static").Skipped);
        Assert.Equal("IsReady", result.Target("Dynamic").OnlyWhen);
        Assert.Matches("Dynamic +skipped +only when IsReady\n", result.Output);
    }

    private sealed class Forms : NukeBuild
    {
        private Target All => _ => _
            .Executes(() => Console.WriteLine("one"), () => Console.WriteLine("two"))
            .Executes(async () =>
            {
                await Task.Yield();
                Console.WriteLine("three");
            })
            .Executes(() =>
            {
                Console.WriteLine("four");
                return 4;
            })
            .Executes(async token =>
            {
                await Task.Delay(1, token);
                Console.WriteLine("five");
            });
    }

    private sealed class Failures : NukeBuild
    {
        private Target Mistake => _ => _.Executes(() => throw new UserMistakeException("no such row: 9"));

        private Target Lacks => _ => _.Executes(() => throw new EnvironmentLacksException("no Docker engine"));

        private Target Fails => _ => _.Executes(() => throw new TargetFailedException("gate auc >= 0.80: 0.7812"));

        private Target Late => _ => _.Executes(async () =>
        {
            await Task.Yield();
            throw new TargetFailedException("later");
        });

        private Target Bug => _ => _.Executes(() => throw new InvalidOperationException("bug"));

        private Target Proceeds => _ => _.ProceedAfterFailure().Executes(() => throw new TargetFailedException("noted"));

        private Target Fine => _ => _.After(Proceeds).Executes(() => { });

        private Target Decides => _ => _.Executes(() => ExitCode = 7);
    }

    private sealed class Retries : NukeBuild
    {
        private int attempts;

        private Target Flaky => _ => _.Retry(2, "the registry hiccups").Executes(() =>
        {
            if (++attempts < 3)
                throw new TargetFailedException($"hiccup {attempts}");
        });

        private Target SlowOnce => _ => _.Timeout(TimeSpan.FromMilliseconds(100)).Retry(1, "the store is sometimes busy").Executes(async token =>
        {
            if (++attempts == 1)
                await Task.Delay(Timeout.Infinite, token);
        });

        private Target Wrong => _ => _.Retry(2, "never").Executes(() => throw new UserMistakeException("wrong"));
    }

    private sealed class Slow : NukeBuild
    {
        private Target Hangs => _ => _.Timeout(TimeSpan.FromMilliseconds(50)).Executes(async token =>
        {
            try
            {
                await Task.Delay(Timeout.Infinite, token);
            }
            catch (OperationCanceledException)
            {
                Console.WriteLine("cancelled");
                throw;
            }
        });
    }

    private sealed class Chatty : NukeBuild
    {
        private Target A => _ => _.Executes(() => Chat("A"));

        private Target B => _ => _.Executes(() => Chat("B"));

        private Target C => _ => _.Executes(() => Chat("C"));

        private static async Task Chat(string name)
        {
            for (var i = 0; i < 50; i++)
            {
                Console.WriteLine($"{name} {i}");
                await Task.Yield();
            }
        }
    }

    private sealed class Hungry : NukeBuild
    {
        private int eating;

        private Target A => _ => _.Uses(Resource.ExclusiveCpu).Executes(Eat);

        private Target B => _ => _.Uses(Resource.ExclusiveCpu).Executes(Eat);

        private Target C => _ => _.Uses(Resource.ExclusiveCpu).Executes(Eat);

        private async Task Eat()
        {
            if (Interlocked.Increment(ref eating) != 1)
                throw new TargetFailedException("two at once");
            for (var i = 0; i < 20; i++)
                await Task.Yield();
            Interlocked.Decrement(ref eating);
        }
    }

    private sealed class Meeting : NukeBuild
    {
        private readonly TaskCompletionSource a = new();
        private readonly TaskCompletionSource b = new();

        private Target A => _ => _.Executes(() => Meet(a, b));

        private Target B => _ => _.Executes(() => Meet(b, a));

        private static async Task Meet(TaskCompletionSource mine, TaskCompletionSource theirs)
        {
            mine.SetResult();
            await theirs.Task.WaitAsync(TimeSpan.FromSeconds(30));
        }
    }

    private sealed class Interruptible : NukeBuild
    {
        public Action Started { get; set; } = () => { };

        private Target Waits => _ => _.Executes(async token =>
        {
            Started();
            await Task.Delay(Timeout.Infinite, token);
        });

        private Target After => _ => _.DependsOn(Waits).Triggers(Cleans).Executes(() => { });

        private Target Cleans => _ => _.AssuredAfterFailure().Executes(() => { });
    }

    private sealed class Hooked : NukeBuild
    {
        public List<string> Log { get; set; } = [];

        private Target Ok => _ => _.Executes(() => { });

        private Target Bad => _ => _.Executes(() => throw new TargetFailedException("bad"));

        protected internal override void OnBuildCreated() => Log.Add("created");

        protected internal override void OnBuildInitialized() => Log.Add("initialized");

        protected internal override void OnBuildFinished() => Log.Add("finished");

        protected internal override void OnTargetRunning(string target) => Log.Add($"running {target}");

        protected internal override void OnTargetSucceeded(string target) => Log.Add($"succeeded {target}");

        protected internal override void OnTargetFailed(string target) => Log.Add($"failed {target}");
    }

    private sealed class Conditional : NukeBuild
    {
        private static bool IsReady => false;

        private Target Static => _ => _.OnlyWhenStatic(() => IsReady).OnlyWhenStatic(() => 1 > 2).Executes(() => { });

        private Target Dynamic => _ => _.OnlyWhenDynamic(() => IsReady).Executes(() => { });
    }
}

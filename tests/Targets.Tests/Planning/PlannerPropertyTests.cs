using CsCheck;

namespace MLOpsBuild.Targets.Tests.Planning;

public sealed class PlannerPropertyTests
{
    [Fact]
    public Task A_plan_holds_what_is_needed_in_an_order_that_respects_every_relation() =>
        Graph.Generate(acyclic: true).SampleAsync(async graph =>
        {
            var model = new GraphModel(graph);
            var (result, _) = await Run(graph, "--plan");
            var places = Order(result);
            Assert.Equal(model.Planned().Order(), places.Order());
            Assert.All(model.Pairs(), pair => Assert.True(places.IndexOf(pair.Before) < places.IndexOf(pair.After)));
            Assert.Equal(model.SkippedBefore().Order(), result.Plan.Steps.Where(step => step.SkipReason is not null).Select(Number).Order());
            Assert.All(result.Plan.Steps, step => Assert.Equal(step.Predecessors.Count == 0 ? 1 : 1 + step.Predecessors.Max(it => result.Plan.Steps[it].Wave), step.Wave));
        }, iter: 400);

    [Fact]
    public Task A_cycle_is_found_exactly_when_there_is_one_and_told_as_a_path() =>
        Graph.Generate(acyclic: false).SampleAsync(async graph =>
        {
            var model = new GraphModel(graph);
            var (result, _) = await Run(graph, "--plan");
            Assert.Equal(model.HasCycle() ? 2 : 0, result.ExitCode);
            if (!model.HasCycle())
                return;
            var path = result.Error.Split(": ")[1].Split('.')[0].Split(" -> ").Select(name => int.Parse(name[1..], null)).ToList();
            Assert.Equal(path[0], path[^1]);
            Assert.All(path.Zip(path.Skip(1)), step => Assert.Contains((step.First, step.Second), model.Pairs()));
        }, iter: 400);

    [Fact]
    public Task The_run_is_the_plan() =>
        Graph.Generate(acyclic: true).SampleAsync(async graph =>
        {
            var (planned, _) = await Run(graph, "--plan");
            var (result, log) = await Run(graph, "--parallel", "1");
            Assert.Equal(Order(planned), Order(result));
            var skipped = new GraphModel(graph).SkippedInTheEnd(Order(planned));
            Assert.Equal(skipped.Order(), Order(result).Where(i => result.Target($"T{i}").Status == ExecutionStatus.Skipped).Order());
            var ran = Order(planned).Where(i => graph.Nodes[i].Executes && !skipped.Contains(i));
            Assert.Equal(ran.SelectMany(i => new[] { $"T{i} starts", $"T{i} ends" }), log);
        }, iter: 300);

    [Fact]
    public Task The_parallel_run_ends_as_the_sequential_one() =>
        Graph.Generate(acyclic: true).SampleAsync(async graph =>
        {
            var (one, _) = await Run(graph, "--parallel", "1");
            var (many, log) = await Run(graph, "--parallel", "4");
            Assert.Equal(one.ExitCode, many.ExitCode);
            Assert.Equal(Statuses(one), Statuses(many));
            AssertOrder(graph, log);
        }, iter: 300);

    [Fact]
    public Task After_a_failure_nothing_starts_but_what_is_assured() =>
        Graph.Generate(acyclic: true, failing: true).SampleAsync(async graph =>
        {
            var (result, log) = await Run(graph, "--parallel", "1");
            var order = Order(result);
            var failed = order.FindIndex(i => log.Contains($"T{i} ends") && graph.Nodes[i] is { Fails: true, Proceeds: false });
            Assert.Equal(log.Exists(line => line.EndsWith("ends", StringComparison.Ordinal) && graph.Nodes[int.Parse(line[1..2], null)].Fails) ? 1 : 0, result.ExitCode);
            foreach (var i in failed < 0 ? [] : order.Skip(failed + 1))
            {
                var target = result.Target($"T{i}");
                if (target.Status != ExecutionStatus.Skipped)
                    Assert.Equal(!graph.Nodes[i].Assured, target.Status == ExecutionStatus.NotRun);
            }

            var (many, parallelLog) = await Run(graph, "--parallel", "4");
            Assert.Equal(result.ExitCode, many.ExitCode);
            AssertOrder(graph, parallelLog);
        }, iter: 300);

    private static async Task<(BuildTestResult Result, List<string> Log)> Run(Graph graph, params string[] more)
    {
        GraphBuild? build = null;
        using var host = new BuildTestHost<GraphBuild>
        {
            Prepare = it =>
            {
                build = it;
                it.Become(graph);
            },
        };
        var result = await host.Run(graph.Arguments(more));
        return (result, build!.Log);
    }

    private static void AssertOrder(Graph graph, List<string> log)
    {
        foreach (var (before, after) in new GraphModel(graph).Pairs())
        {
            if (log.Contains($"T{after} starts") && log.Contains($"T{before} starts"))
                Assert.True(log.IndexOf($"T{before} ends") < log.IndexOf($"T{after} starts"));
        }
    }

    private static List<int> Order(BuildTestResult result) => [.. result.Plan.Steps.Select(Number)];

    private static int Number(PlannedTarget step) => int.Parse(step.Target.Name[1..], null);

    private static List<string> Statuses(BuildTestResult result) => [.. result.Plan.Steps.Select(step => $"{step.Target.Name} {step.Target.Status}")];
}

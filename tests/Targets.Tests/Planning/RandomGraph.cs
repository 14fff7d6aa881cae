using CsCheck;

namespace MLOpsBuild.Targets.Tests.Planning;

/// <summary>One target of a random build, by numbers.</summary>
public sealed record Node(int[] DependsOn, int[] After, int[] Triggers, bool Executes, bool KeepsDependencies, bool StaticHolds, bool DynamicHolds, bool Proceeds, bool Assured, bool Fails);

/// <summary>A random build and what is asked of it.</summary>
public sealed record Graph(Node[] Nodes, int[] Invoked, int[]? Skip)
{
    public override string ToString() =>
        string.Join('\n', Nodes.Select((it, i) => $"T{i} dep[{string.Join(',', it.DependsOn)}] after[{string.Join(',', it.After)}] trig[{string.Join(',', it.Triggers)}] {it with { DependsOn = [], After = [], Triggers = [] }}"))
        + $"\ninvoked [{string.Join(',', Invoked)}] skip {(Skip is null ? "-" : string.Join(',', Skip))}";

    public string[] Arguments(params string[] more) =>
        [.. Invoked.Select(i => $"T{i}"), .. Skip is null ? [] : Skip.Length == 0 ? ["--skip"] : new[] { "--skip=" + string.Join('+', Skip.Select(i => $"T{i}")) }, .. more];

    /// <param name="acyclic">Relations go to smaller numbers only, triggers to larger ones.</param>
    /// <param name="failing">Some targets fail.</param>
    public static Gen<Graph> Generate(bool acyclic, bool failing = false) =>
        from count in Gen.Int[1, GraphBuild.Size]
        from nodes in GenNode(failing, count).Array[count]
        from invoked in Gen.Int[0, count - 1].Array[1, 3]
        from skip in Gen.Frequency((6, Gen.Const((int[]?)null)), (2, Gen.Int[0, count - 1].Array[0, 3]!))
        select new Graph([.. nodes.Select((node, i) => Clean(node, i, acyclic))], [.. invoked.Distinct()], skip?.Distinct().ToArray());

    private static Gen<Node> GenNode(bool failing, int count)
    {
        var relation = Gen.Int[0, count - 1].Array[0, 2];
        var rarely = Gen.Frequency((5, Gen.Const(false)), (1, Gen.Const(true)));
        return from dependsOn in relation
               from after in relation
               from triggers in Gen.Frequency((2, Gen.Const(Array.Empty<int>())), (1, Gen.Int[0, count - 1].Array[1]))
               from flags in Gen.Select(rarely, rarely, rarely, rarely, rarely)
               from more in Gen.Select(rarely, rarely)
               select new Node(dependsOn, after, triggers, !flags.Item1, flags.Item2, !flags.Item3, !flags.Item4, flags.Item5, more.Item1, failing && more.Item2);
    }

    private static Node Clean(Node node, int i, bool acyclic) => node with
    {
        DependsOn = [.. node.DependsOn.Distinct().Where(it => acyclic ? it < i : it != i)],
        After = [.. node.After.Distinct().Where(it => acyclic ? it < i : it != i)],
        Triggers = [.. node.Triggers.Distinct().Where(it => acyclic ? it > i : it != i)],
    };
}

/// <summary>A build class that becomes the graph it is given.</summary>
public sealed class GraphBuild : NukeBuild
{
    public const int Size = 10;
    private readonly Target[] targets = new Target[Size];

    public List<string> Log { get; } = [];

    public Target T0 => targets[0];

    public Target T1 => targets[1];

    public Target T2 => targets[2];

    public Target T3 => targets[3];

    public Target T4 => targets[4];

    public Target T5 => targets[5];

    public Target T6 => targets[6];

    public Target T7 => targets[7];

    public Target T8 => targets[8];

    public Target T9 => targets[9];

    public void Become(Graph graph)
    {
        for (var i = 0; i < Size; i++)
        {
            var number = i;
            targets[i] = i < graph.Nodes.Length ? _ => Define(_, number, graph.Nodes[number]) : _ => number < 0 ? _.Unlisted() : _;
        }
    }

    private ITargetDefinition Define(ITargetDefinition target, int number, Node node)
    {
        target.DependsOn([.. node.DependsOn.Select(it => targets[it])])
            .After([.. node.After.Select(it => targets[it])])
            .Triggers([.. node.Triggers.Select(it => targets[it])])
            .OnlyWhenStatic(() => node.StaticHolds, $"static{number}")
            .WhenSkipped(node.KeepsDependencies ? DependencyBehavior.Execute : DependencyBehavior.Skip);
        if (!node.DynamicHolds)
            target.OnlyWhenDynamic(() => node.DynamicHolds, $"dynamic{number}");
        if (node.Proceeds)
            target.ProceedAfterFailure();
        if (node.Assured)
            target.AssuredAfterFailure();
        return node.Executes ? target.Executes(async () =>
        {
            lock (Log)
                Log.Add($"T{number} starts");
            await Task.Yield();
            lock (Log)
                Log.Add($"T{number} ends");
            if (node.Fails)
                throw new TargetFailedException($"T{number} is made to fail");
        }) : target;
    }
}

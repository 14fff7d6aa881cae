namespace MLOpsBuild.Targets.Tests.Planning;

/// <summary>What must become of a random build, worked out by sets and fixpoints, without the planner's ways.</summary>
internal sealed class GraphModel(Graph graph)
{
    private readonly Node[] nodes = graph.Nodes;

    public HashSet<int> Planned()
    {
        var planned = graph.Invoked.ToHashSet();
        while (planned.SelectMany(i => nodes[i].DependsOn.Concat(nodes[i].Triggers)).Any(planned.Add))
        {
        }

        return planned;
    }

    /// <summary>All pairs (before, after) that the order of planned targets must respect.</summary>
    public List<(int Before, int After)> Pairs()
    {
        var planned = Planned();
        return [.. planned.SelectMany(i => nodes[i].DependsOn.Select(it => (it, i))
            .Concat(nodes[i].After.Where(planned.Contains).Select(it => (it, i)))
            .Concat(nodes[i].Triggers.Select(it => (i, it))))];
    }

    public bool HasCycle()
    {
        var pairs = Pairs();
        var left = Planned();
        while (left.RemoveWhere(i => !pairs.Exists(pair => pair.After == i && left.Contains(pair.Before))) > 0)
        {
        }

        return left.Count > 0;
    }

    /// <summary>Who is left out before anything runs.</summary>
    public HashSet<int> SkippedBefore()
    {
        var named = Planned().Where(i => graph.Skip is { } skip && !graph.Invoked.Contains(i) && (skip.Length == 0 || skip.Contains(i)));
        return Spread([.. named, .. Planned().Where(i => !nodes[i].StaticHolds)]);
    }

    /// <summary>Who is left out in the end, told the run's order: by a dynamic condition, or because all its triggers were and nothing depends on it.</summary>
    public HashSet<int> SkippedInTheEnd(IReadOnlyList<int> order)
    {
        var before = SkippedBefore();
        var skipped = before.ToHashSet();
        foreach (var i in order.Where(i => !before.Contains(i)))
        {
            var triggers = order.Where(it => nodes[it].Triggers.Contains(i)).ToList();
            var dependents = order.Where(it => nodes[it].DependsOn.Contains(i));
            var isLeftBehind = triggers.Count > 0 && !graph.Invoked.Contains(i)
                && triggers.All(it => skipped.Contains(it) && !nodes[it].KeepsDependencies)
                && dependents.All(it => before.Contains(it) && !nodes[it].KeepsDependencies);
            if (!nodes[i].DynamicHolds || isLeftBehind)
                skipped.Add(i);
        }

        return skipped;
    }

    private HashSet<int> Spread(HashSet<int> skipped)
    {
        var planned = Planned();
        while (true)
        {
            var joins = planned.Where(i => !skipped.Contains(i) && !graph.Invoked.Contains(i)
                && Needers(i) is { Count: > 0 } needers && needers.All(it => skipped.Contains(it) && !nodes[it].KeepsDependencies)).ToList();
            if (joins.Count == 0)
                return skipped;
            skipped.UnionWith(joins);
        }

        List<int> Needers(int i) => [.. planned.Where(it => nodes[it].DependsOn.Contains(i) || nodes[it].Triggers.Contains(i))];
    }
}

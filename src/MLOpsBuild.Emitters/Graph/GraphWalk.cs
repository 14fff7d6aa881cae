namespace MLOpsBuild.Emitters;

/// <summary>Ways through a target graph.</summary>
internal static class GraphWalk
{
    /// <summary>The targets that come before this one when they run at all.</summary>
    public static IEnumerable<string> Predecessors(this GraphTarget target) =>
        target.DependsOn.Union(target.After).Union(target.Consumes);

    /// <summary>The goals and all they rest on, each after its predecessors; the order of the graph decides between equals.</summary>
    public static ImmutableArray<GraphTarget> Reached(this TargetGraph graph)
    {
        var targets = graph.Targets.ToDictionary(target => target.Name);
        var reached = new HashSet<string>();
        foreach (var goal in graph.Goals)
            Reach(goal);

        var ordered = ImmutableArray.CreateBuilder<GraphTarget>();
        var placed = new HashSet<string>();
        foreach (var target in graph.Targets)
            Place(target);
        return ordered.ToImmutable();

        void Reach(string name)
        {
            if (!reached.Add(name))
                return;
            foreach (var next in targets[name].DependsOn.Union(targets[name].Consumes))
                Reach(next);
        }

        void Place(GraphTarget target)
        {
            if (!reached.Contains(target.Name) || !placed.Add(target.Name))
                return;
            foreach (var before in target.Predecessors())
                Place(targets[before]);
            ordered.Add(target);
        }
    }

    /// <summary>All targets whose artifacts this one reads, directly or through what it reads, in the given order.</summary>
    public static IEnumerable<GraphTarget> Consumed(this GraphTarget target, ImmutableArray<GraphTarget> order)
    {
        var names = new HashSet<string>();
        var open = new Queue<string>(target.Consumes);
        while (open.TryDequeue(out var name))
        {
            if (names.Add(name))
                Array.ForEach([.. order.Single(other => other.Name == name).Consumes], open.Enqueue);
        }

        return order.Where(other => names.Contains(other.Name));
    }
}

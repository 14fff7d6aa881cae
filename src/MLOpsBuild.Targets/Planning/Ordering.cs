namespace MLOpsBuild.Targets;

/// <summary>A stable topological order: of all targets whose turn could come, the first by priority.</summary>
internal static class Ordering
{
    public static List<ExecutableTarget> Sort(IReadOnlyList<ExecutableTarget> priority, Func<ExecutableTarget, IEnumerable<ExecutableTarget>> predecessors)
    {
        var rank = new Dictionary<ExecutableTarget, int>(priority.Count);
        for (var i = 0; i < priority.Count; i++)
            rank.Add(priority[i], i);
        var waiting = new int[priority.Count];
        var successors = new List<int>[priority.Count];
        for (var i = 0; i < priority.Count; i++)
        {
            foreach (var before in predecessors(priority[i]).Distinct())
            {
                waiting[i]++;
                (successors[rank[before]] ??= []).Add(i);
            }
        }

        var ready = new PriorityQueue<int, int>();
        for (var i = 0; i < waiting.Length; i++)
        {
            if (waiting[i] == 0)
                ready.Enqueue(i, i);
        }

        var order = new List<ExecutableTarget>(priority.Count);
        while (ready.TryDequeue(out var place, out _))
        {
            order.Add(priority[place]);
            foreach (var successor in successors[place] ?? [])
            {
                if (--waiting[successor] == 0)
                    ready.Enqueue(successor, successor);
            }
        }

        return order.Count == priority.Count
            ? order
            : throw new UserMistakeException(Findings.Cycle(CyclePath(priority.Except(order).ToHashSet(), predecessors)));
    }

    /// <summary>Walks from any stuck target to stuck predecessors until one comes again: the walk between is a cycle, told in running order.</summary>
    private static List<string> CyclePath(HashSet<ExecutableTarget> stuck, Func<ExecutableTarget, IEnumerable<ExecutableTarget>> predecessors)
    {
        var path = new List<ExecutableTarget>();
        var current = stuck.First();
        while (!path.Contains(current))
        {
            path.Add(current);
            current = predecessors(current).First(stuck.Contains);
        }

        var cycle = path.Skip(path.IndexOf(current)).Select(it => it.Name).Reverse().ToList();
        var first = cycle.IndexOf(cycle.Min(StringComparer.Ordinal)!);
        return [.. cycle.Skip(first), .. cycle.Take(first), cycle[first]];
    }
}

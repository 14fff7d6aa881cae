namespace MLOpsBuild.Targets;

/// <summary>Makes the plan from the targets and the request: no state, no I/O, the same plan for the same input.</summary>
internal static class Planner
{
    public static ExecutionPlan Plan(PlanRequest request)
    {
        var reasons = Closure.Of(request.Invoked);
        var priority = Priorities(request.Invoked, reasons);
        var order = Ordering.Sort(priority, target => Predecessors(target, reasons));
        var skips = Skips.Of(order, request);
        var places = new Dictionary<ExecutableTarget, int>(order.Count);
        var steps = new List<PlannedTarget>(order.Count);
        foreach (var target in order)
        {
            var before = Predecessors(target, reasons).Select(it => places[it]).Distinct().Order().ToArray();
            var wave = before.Length == 0 ? 1 : 1 + before.Max(place => steps[place].Wave);
            places.Add(target, steps.Count);
            steps.Add(new PlannedTarget(target, steps.Count, wave, reasons[target], before, skips.TryGetReason(target, out var skip) ? skip : null));
        }

        return new ExecutionPlan(steps);
    }

    internal static IEnumerable<ExecutableTarget> Predecessors(ExecutableTarget target, IReadOnlyDictionary<ExecutableTarget, string> planned)
    {
        foreach (var dependency in target.Dependencies)
            yield return dependency;
        foreach (var source in target.TriggeredBy)
        {
            if (planned.ContainsKey(source))
                yield return source;
        }

        foreach (var earlier in target.Orders)
        {
            if (planned.ContainsKey(earlier))
                yield return earlier;
        }
    }

    /// <summary>Each invoked target after its own chain, in the order named; what it triggers right behind it.</summary>
    private static List<ExecutableTarget> Priorities(IReadOnlyList<ExecutableTarget> invoked, Dictionary<ExecutableTarget, string> planned)
    {
        var result = new List<ExecutableTarget>(planned.Count);
        var seen = new HashSet<ExecutableTarget>(planned.Count);
        var stack = new Stack<(ExecutableTarget Target, bool IsDone)>(invoked.Reverse().Select(it => (it, false)));
        while (stack.TryPop(out var top))
        {
            if (top.IsDone)
            {
                result.Add(top.Target);
                continue;
            }

            if (!seen.Add(top.Target))
                continue;
            foreach (var triggered in Enumerable.Reverse(top.Target.Triggered))
                stack.Push((triggered, false));
            stack.Push((top.Target, true));
            foreach (var dependency in Enumerable.Reverse(top.Target.Dependencies))
                stack.Push((dependency, false));
        }

        return result;
    }
}

namespace MLOpsBuild.Targets;

/// <summary>Which planned targets do not run, and why; a skipped target takes along what nothing else needs.</summary>
internal static class Skips
{
    public static Dictionary<ExecutableTarget, string> Of(IReadOnlyList<ExecutableTarget> order, PlanRequest request)
    {
        var skips = new Dictionary<ExecutableTarget, string>();
        var invoked = request.Invoked.ToHashSet();
        var neededBy = NeededBy(order);
        foreach (var target in order)
        {
            if (request.Done.Contains(target.Name))
                skips.TryAdd(target, "done in the last attempt");
        }

        if (request.Skip is { } names)
        {
            foreach (var target in order.Where(it => !invoked.Contains(it) && (names.Count == 0 || names.Contains(it.Name, StringComparer.OrdinalIgnoreCase))))
                Skip(target, "by --skip");
        }

        foreach (var target in order)
        {
            if (!skips.ContainsKey(target) && request.Unmet(target) is { } conditions)
                Skip(target, $"only when {conditions}");
        }

        return skips;

        bool LetsGo(ExecutableTarget needer) => skips.ContainsKey(needer) && needer.DependencyBehavior == DependencyBehavior.Skip;

        void Skip(ExecutableTarget first, string reason)
        {
            var open = new Stack<(ExecutableTarget, string)>([(first, reason)]);
            while (open.TryPop(out var top))
            {
                var (target, why) = top;
                if (!skips.TryAdd(target, why) || target.DependencyBehavior == DependencyBehavior.Execute)
                    continue;
                foreach (var other in target.Dependencies.Concat(target.Triggered))
                {
                    if (!invoked.Contains(other) && !skips.ContainsKey(other) && neededBy[other].All(LetsGo))
                        open.Push((other, $"only {target.Name} needs it"));
                }
            }
        }
    }

    internal static Dictionary<ExecutableTarget, List<ExecutableTarget>> NeededBy(IEnumerable<ExecutableTarget> order)
    {
        var planned = order.ToDictionary(it => it, _ => new List<ExecutableTarget>());
        foreach (var target in planned.Keys)
        {
            foreach (var other in target.Dependencies.Concat(target.Triggered))
                planned[other].Add(target);
        }

        return planned;
    }
}

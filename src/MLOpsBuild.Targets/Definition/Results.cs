namespace MLOpsBuild.Targets;

/// <summary>Joins who takes a result to who returns it.</summary>
internal static class Results
{
    /// <summary>Who takes a result runs after who returns it.</summary>
    public static void Relate(IReadOnlyList<ExecutableTarget> all)
    {
        var givers = new Dictionary<ITargetResult, ExecutableTarget>(ReferenceEqualityComparer.Instance);
        foreach (var target in all)
        {
            foreach (var (result, name) in target.Definition.Returned)
            {
                if (!givers.TryAdd(result, target))
                    throw Findings.Definition(target.Definition, $"it returns {name}, as {givers[result].Name} does. Give each its own result.");
            }
        }

        foreach (var target in all)
        {
            foreach (var (result, name) in target.Definition.Taken)
            {
                var giver = givers.GetValueOrDefault(result)
                    ?? throw Findings.Definition(target.Definition, $"it takes {name}, which no target returns. Say .Returns({name}, ...) where it is made, and keep it in a field.");
                target.Dependencies.Add(giver);
                target.Takes.Add((giver, result, name));
            }
        }
    }

    /// <summary>Finds takers whose giver will not run.</summary>
    public static void Check(ExecutionPlan plan, List<string> mistakes)
    {
        var skipped = plan.Steps.Where(step => step.SkipReason is not null).ToDictionary(step => step.Target, step => step.SkipReason!);
        foreach (var target in plan.Steps.Where(step => step.SkipReason is null).Select(step => step.Target))
            mistakes.AddRange(target.Takes.Where(it => skipped.ContainsKey(it.Giver) && !it.Result.HasOtherWay).Select(it => Findings.NotReturned(target.Name, it.Name, it.Giver.Name, skipped[it.Giver])));
    }
}

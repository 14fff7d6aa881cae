namespace MLOpsBuild.Targets;

/// <summary>Which planned targets do not run by request or by their static conditions.</summary>
internal static class Skips
{
    public static SkipSet Of(IReadOnlyList<ExecutableTarget> order, PlanRequest request)
    {
        var invoked = request.Invoked.ToHashSet();
        var skips = new SkipSet(order, invoked);
        foreach (var target in order.Where(it => request.Done.Contains(it.Name) && !it.AssuredAfterFailure && it.Definition.Returned.Count == 0))
            skips.Add(target, Attempt.DoneReason);
        if (request.Skip is { } names)
        {
            foreach (var target in order.Where(it => !invoked.Contains(it) && (names.Count == 0 || names.Contains(it.Name, StringComparer.OrdinalIgnoreCase))))
                skips.Skip(target, "by --skip");
        }

        foreach (var target in order)
        {
            if (!skips.Contains(target) && request.Unmet(target) is { } conditions)
                skips.Skip(target, $"only when {conditions}");
        }

        return skips;
    }
}

namespace MLOpsBuild.Targets;

/// <summary>All targets that the invoked ones bring with them, and why.</summary>
internal static class Closure
{
    public static Dictionary<ExecutableTarget, string> Of(IReadOnlyList<ExecutableTarget> invoked)
    {
        var reasons = new Dictionary<ExecutableTarget, string>();
        var open = new Queue<ExecutableTarget>();
        foreach (var target in invoked)
            Add(target, target.IsDefault && !target.Invoked ? "default" : "invoked");
        while (open.TryDequeue(out var target))
        {
            foreach (var dependency in target.Dependencies)
                Add(dependency, $"needed by {target.Name}");
            foreach (var triggered in target.Triggered)
                Add(triggered, $"triggered by {target.Name}");
        }

        return reasons;

        void Add(ExecutableTarget target, string reason)
        {
            if (reasons.TryAdd(target, reason))
                open.Enqueue(target);
        }
    }
}

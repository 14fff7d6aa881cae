using System.Diagnostics.CodeAnalysis;

namespace MLOpsBuild.Targets;

/// <summary>The targets of a plan that do not run, and why. Who is skipped takes along what nothing else needs; the result does not depend on the order of calls.</summary>
internal sealed class SkipSet
{
    private readonly Dictionary<ExecutableTarget, string> reasons = [];
    private readonly Dictionary<ExecutableTarget, List<ExecutableTarget>> neededBy;
    private readonly HashSet<ExecutableTarget> invoked;

    public SkipSet(IReadOnlyList<ExecutableTarget> planned, IEnumerable<ExecutableTarget> invoked)
    {
        this.invoked = [.. invoked];
        neededBy = planned.ToDictionary(it => it, _ => new List<ExecutableTarget>());
        foreach (var target in planned)
        {
            foreach (var other in target.Dependencies.Concat(target.Triggered))
                neededBy[other].Add(target);
        }
    }

    public bool Contains(ExecutableTarget target) => reasons.ContainsKey(target);

    public bool TryGetReason(ExecutableTarget target, [NotNullWhen(true)] out string? reason) => reasons.TryGetValue(target, out reason);

    /// <summary>Leaves out this target alone.</summary>
    public void Add(ExecutableTarget target, string reason) => reasons.TryAdd(target, reason);

    /// <summary>Leaves out this target, and what only it needs.</summary>
    public void Skip(ExecutableTarget first, string reason)
    {
        var open = new Stack<(ExecutableTarget Target, string Reason)>();
        open.Push((first, reason));
        while (open.TryPop(out var top))
        {
            if (!reasons.TryAdd(top.Target, top.Reason) || top.Target.DependencyBehavior == DependencyBehavior.Execute)
                continue;
            foreach (var other in top.Target.Dependencies.Concat(top.Target.Triggered))
            {
                if (!invoked.Contains(other) && !Contains(other) && neededBy[other].TrueForAll(LetsGo))
                    open.Push((other, $"only {top.Target.Name} needs it"));
            }
        }
    }

    private bool LetsGo(ExecutableTarget needer) => Contains(needer) && needer.DependencyBehavior == DependencyBehavior.Skip;
}

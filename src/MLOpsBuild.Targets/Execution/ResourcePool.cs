namespace MLOpsBuild.Targets;

/// <summary>Counts who holds which resource; a target takes all of its resources or none.</summary>
internal sealed class ResourcePool
{
    private readonly Dictionary<string, int> held = [];

    public bool TryTake(ExecutableTarget target)
    {
        var wanted = target.Definition.Resources;
        if (wanted.Exists(it => held.GetValueOrDefault(it.Name) >= it.Capacity))
            return false;
        foreach (var resource in wanted)
            held[resource.Name] = held.GetValueOrDefault(resource.Name) + 1;
        return true;
    }

    public void Release(ExecutableTarget target)
    {
        foreach (var resource in target.Definition.Resources)
            held[resource.Name]--;
    }
}

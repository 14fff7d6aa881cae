using MLOpsBuild.Delivery;

namespace MLOpsBuild.Components;

/// <summary>Prints what happens during a rollout, as it happens.</summary>
internal sealed class RolloutProgress(Site site) : IProgress<RolloutEvent>
{
    /// <inheritdoc/>
    public void Report(RolloutEvent value)
    {
        var line = value.Detail is null ? value.Step : $"{value.Step}: {value.Detail}";
        var kind = value.Kind switch
        {
            RolloutEventKind.Failed => "failed: ",
            RolloutEventKind.Unreachable => "unreachable: ",
            _ => "",
        };
        Console.WriteLine(site.IsLocal || value.Place is null ? kind + line : $"{value.Place}  {kind}{line}");
    }
}

namespace MLOpsBuild.Components;

/// <summary>Keeps the checkout small.</summary>
public interface IClean : IHazPipelines
{
    /// <summary>How many pushed versions of each pipeline stay, the newest; without it, all do. The champion stays in any case.</summary>
    [Parameter("How many pushed versions of each pipeline Clean keeps, the newest and the champion; without it, all")]
    int? Keep => TryGetValue<int?>(() => Keep);

    /// <summary>Deletes what runs left: the artifacts of every pipeline, and what the registry holds under no tag. Releases keep to their own retention.</summary>
    Target Clean => _ => _
        .Description("Deletes artifacts and what the registry holds under no tag; what is deployed stays")
        .Requires(() => Cleaning.IsPossible(Keep))
        .Executes(cancellation => Cleaning.RunAsync(this, cancellation));
}

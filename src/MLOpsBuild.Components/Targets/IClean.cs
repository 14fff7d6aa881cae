namespace MLOpsBuild.Components;

/// <summary>Keeps the checkout small.</summary>
public interface IClean : IHazPipelines
{
    /// <summary>Deletes what runs left: the artifacts of every pipeline, and what the registry holds under no tag. Releases keep to their own retention.</summary>
    Target Clean => _ => _
        .Description("Deletes artifacts and what the registry holds under no tag; what is deployed stays")
        .Executes(cancellation => Cleaning.RunAsync(this, cancellation));
}

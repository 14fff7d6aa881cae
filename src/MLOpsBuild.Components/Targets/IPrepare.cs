namespace MLOpsBuild.Components;

/// <summary>Reads, checks, splits and profiles the data.</summary>
public interface IPrepare : IHazPipelines
{
    /// <summary>Leaves <c>artifacts/&lt;pipeline&gt;/prepare</c>.</summary>
    Target Prepare => _ => _
        .Description("Reads and checks the data, sets bad rows aside, splits and profiles it")
        .Runs(PrepareWork.Instance, this);
}

namespace MLOpsBuild.Components;

/// <summary>Pushes the package.</summary>
public interface IPush : IPackage
{
    /// <summary>Leaves the package in <c>.mlops/registry</c>, and in the remote registry where there is one, with bill of materials, provenance, gates and signature attached, and its version in <c>artifacts/&lt;pipeline&gt;/push</c>.</summary>
    Target Push => _ => _
        .Description("Pushes the package to the registry under a version")
        .DependsOn(Package)
        .Requires(() => Signing.IsPossible(this))
        .Runs(PushWork.Instance, this);
}

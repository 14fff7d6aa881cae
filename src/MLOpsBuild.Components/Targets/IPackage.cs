namespace MLOpsBuild.Components;

/// <summary>Packages the model.</summary>
public interface IPackage : IValidate
{
    /// <summary>Leaves <c>artifacts/&lt;pipeline&gt;/package</c>.</summary>
    Target Package => _ => _
        .Description("Packages the model as an OCI artifact that is the same wherever it is made")
        .DependsOn(Validate)
        .Runs(PackageWork.Instance, this);
}

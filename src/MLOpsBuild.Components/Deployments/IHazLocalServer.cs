using MLOpsBuild.Delivery;

namespace MLOpsBuild.Components;

/// <summary>The model server on this machine.</summary>
public interface IHazLocalServer : IHazRegistry
{
    /// <summary>The release that a target works on: a version, an alias or a digest.</summary>
    [Parameter("The release to deploy, roll back to or predict with: a version, an alias or a digest.")]
    string? Release => TryGetValue(() => Release);

    /// <summary>The folder of the model server's program; in this build it stands beside the build's own.</summary>
    AbsolutePath ServerDirectory => BuildAssemblyDirectory / ".." / ".." / "MLOpsBuild.Serving" / Path.GetFileName(BuildAssemblyDirectory);

    /// <summary>The deployment of the selected pipeline.</summary>
    sealed LocalDeployment LocalDeployment => new(RootDirectory / ".mlops" / "deployments" / "local" / SelectedPipeline.Name, SelectedPipeline.Name);
}

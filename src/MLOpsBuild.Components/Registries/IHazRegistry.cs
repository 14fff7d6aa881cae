namespace MLOpsBuild.Components;

/// <summary>Where packages go beyond this checkout.</summary>
public interface IHazRegistry : IHazPipelines
{
    /// <summary>The remote registry and the path in it, below which each pipeline is a repository; the definition's where none is given.</summary>
    [Parameter("The registry to share packages through, as ghcr.io/acme/models; the definition's by default.", Name = "registry")]
    string? RegistryAddress => TryGetValue(() => RegistryAddress);
}

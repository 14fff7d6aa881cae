using MLOpsBuild.Emitters;

namespace MLOpsBuild.Components;

/// <summary>The files that other tools read and that the definitions make.</summary>
public interface IHazGeneratedFiles : IHazPipelines
{
    /// <summary>Files that belong to the repository and to no pipeline, such as the workflow that tests it; none by default.</summary>
    IReadOnlyList<Emission> RepositoryFiles => [];
}

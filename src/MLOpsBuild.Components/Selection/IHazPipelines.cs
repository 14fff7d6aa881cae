using MLOpsBuild.Pipelines;

namespace MLOpsBuild.Components;

/// <summary>The pipelines of a build, and the one that this run works on.</summary>
public interface IHazPipelines : INukeBuild
{
    /// <summary>The definitions, the default one first.</summary>
    IReadOnlyList<MLPipeline> Pipelines { get; }

    /// <summary>The name of the pipeline to work on; the first of <see cref="Pipelines"/> where none is given.</summary>
    [Parameter("The pipeline to work on; the first one by default.")]
    string? Pipeline => TryGetValue(() => Pipeline);

    /// <summary>The pipeline that this run works on.</summary>
    /// <exception cref="UserMistakeException">No pipeline has this name, or its definition has mistakes.</exception>
    sealed Pipeline SelectedPipeline => BuildState.Of(this).Selected;
}

using System.Collections.Immutable;
using MLOpsBuild.Emitters;
using MLOpsBuild.Pipelines;

namespace MLOpsBuild.Components;

/// <summary>What emitters are given of each pipeline of a build.</summary>
internal static class GenerationInputs
{
    /// <summary>Of the named pipeline, or of all where none is named.</summary>
    /// <exception cref="UserMistakeException">No pipeline has this name, or a definition has mistakes.</exception>
    public static ImmutableArray<EmitterInput> Select(IHazGeneratedFiles build)
    {
        var targets = build.DeclaredTargets();
        var names = build.Pipeline is { } name ? [name] : build.Pipelines.Select(pipeline => pipeline.Name);
        return
        [
            .. from selected in names
               let pipeline = PipelineSelection.Select(build.Pipelines, selected)
               let definition = build.Pipelines.First(definition => definition.Name == selected)
               select new EmitterInput(pipeline, BuildGraph.Of(build.GetType(), targets, pipeline), SourceOf(definition)),
        ];
    }

    /// <summary>A definition stands in its pipeline's folder, in a file of its own name.</summary>
    private static string SourceOf(MLPipeline definition) => $"pipelines/{definition.Name}/{definition.GetType().Name}.cs";
}

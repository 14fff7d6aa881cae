using MLOpsBuild.Pipelines;

namespace MLOpsBuild.Components;

/// <summary>Chooses a pipeline by its name, strictly.</summary>
internal static class PipelineSelection
{
    /// <exception cref="UserMistakeException">No pipeline, an unknown or doubled name, or a definition with mistakes.</exception>
    public static Pipeline Select(IReadOnlyList<MLPipeline> pipelines, string? name)
    {
        if (pipelines.Count == 0)
            throw new UserMistakeException("The build defines no pipeline. Add one to Pipelines in the build class.");
        if (pipelines.GroupBy(pipeline => pipeline.Name).FirstOrDefault(group => group.Count() > 1) is { } doubled)
            throw new UserMistakeException($"Two pipelines are named '{doubled.Key}'. Give each a name of its own.");

        var selected = name is null ? pipelines[0] : pipelines.FirstOrDefault(pipeline => pipeline.Name == name);
        if (selected is null)
        {
            var known = pipelines.Select(pipeline => pipeline.Name).ToArray();
            var nearest = NearestName.To(name!, known);
            throw new UserMistakeException($"--pipeline: no pipeline is named '{name}'.{(nearest is null ? "" : $" Did you mean '{nearest}'?")} Known: {string.Join(", ", known)}.");
        }

        try
        {
            return selected.Model;
        }
        catch (DefinitionException exception)
        {
            throw new UserMistakeException(exception.Message);
        }
    }
}

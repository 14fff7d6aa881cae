namespace MLOpsBuild.Emitters;

/// <summary>All that an emitter sees.</summary>
/// <param name="Pipeline">The definition as data.</param>
/// <param name="Graph">The targets that run it, with the artifacts of this pipeline.</param>
/// <param name="Source">The file of the definition, relative to the repository with <c>/</c>; generated files name it.</param>
public sealed record EmitterInput(Pipeline Pipeline, TargetGraph Graph, string Source);

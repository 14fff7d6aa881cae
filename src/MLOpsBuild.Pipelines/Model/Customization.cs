namespace MLOpsBuild.Pipelines;

/// <summary>A change that a definition makes to an emitted document, applied last; which document, the emitter's own extension knows.</summary>
/// <param name="File">The file that holds the change, without its folder: the emitted file's header names it.</param>
public abstract record Customization(string File);

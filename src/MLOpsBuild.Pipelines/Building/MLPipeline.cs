using System.Collections.Immutable;

namespace MLOpsBuild.Pipelines;

/// <summary>A pipeline definition: one class that says once what a model's life is.</summary>
public abstract class MLPipeline
{
    private readonly Lazy<Definition> _definition;

    /// <summary>A definition that is read when it is first asked for.</summary>
    protected MLPipeline() => _definition = new(Read);

    /// <summary>Unique name, <c>[a-z][a-z0-9-]*</c>; also the folder under <c>pipelines/</c>.</summary>
    public abstract string Name { get; }

    /// <summary>Everything wrong with the definition; empty when it can run.</summary>
    public ImmutableArray<Finding> Findings => _definition.Value.Findings;

    /// <summary>The definition as data.</summary>
    /// <exception cref="DefinitionException">The definition has mistakes; all of them are told.</exception>
    public Pipeline Model => Findings.IsEmpty ? _definition.Value.Pipeline : throw new DefinitionException(Name, Findings);

    private protected abstract Pipeline Build(FindingList findings);

    private Definition Read()
    {
        var findings = new FindingList();
        var pipeline = Build(findings);
        PipelineValidation.Validate(pipeline, findings);
        return new(pipeline, findings.ToImmutable());
    }

    private sealed record Definition(Pipeline Pipeline, ImmutableArray<Finding> Findings);
}

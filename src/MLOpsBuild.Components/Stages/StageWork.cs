using System.Collections.Immutable;
using MLOpsBuild.Learning;

namespace MLOpsBuild.Components;

/// <summary>One stage of a pipeline's life: what it rests on, what its key is made of, and how it is done.</summary>
internal abstract class StageWork
{
    /// <summary>The name in lower case: the folder below the pipeline's artifacts.</summary>
    public abstract string Name { get; }

    /// <summary>The stages whose artifacts it reads; each must be up to date before it runs.</summary>
    public virtual ImmutableArray<StageWork> Upstream => [];

    /// <summary>The name of its target.</summary>
    public string Title => char.ToUpperInvariant(Name[0]) + Name[1..];

    /// <summary>What the key is made of, by name.</summary>
    public abstract Task<IEnumerable<KeyValuePair<string, string>>> InputsAsync(StageScope scope);

    /// <summary>Does the work and leaves its files in <paramref name="output"/>.</summary>
    public abstract Task<StageResult> RunAsync(StageScope scope, string output, StageContext context);

    /// <summary>Inputs that are known at once.</summary>
    protected static Task<IEnumerable<KeyValuePair<string, string>>> Of(IEnumerable<KeyValuePair<string, string>> inputs) => Task.FromResult(inputs);

    /// <summary>A part of the definition, as an input.</summary>
    protected static KeyValuePair<string, string> Definition(string text) => new("its definition", FileDigest.OfText(text));

    /// <summary>Whatever else must hold for the stage to be up to date, beyond its folder; null when it does.</summary>
    public virtual Task<string?> ReasonToRunAsync(StageScope scope) => Task.FromResult<string?>(null);
}

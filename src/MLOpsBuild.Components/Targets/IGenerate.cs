namespace MLOpsBuild.Components;

/// <summary>Writes the files that CI servers and deployment tools read.</summary>
public interface IGenerate : IHazGeneratedFiles
{
    /// <summary>Whether <see cref="Generate"/> shows what it would do instead of doing it.</summary>
    [Parameter("Shows what Generate would write, as a unified diff, and writes nothing.")]
    bool Diff => TryGetValue<bool?>(() => Diff) ?? false;

    /// <summary>Writes what the definitions make, and removes what they no longer make where it bears our header.</summary>
    Target Generate => _ => _
        .Description("Writes the files for CI servers and deployment from the definitions; --diff shows them first")
        .Requires(() => Generation.Selects(this))
        .Executes(() => Generation.Generate(this, Diff));
}

namespace MLOpsBuild.Components;

/// <summary>Holds the generated files to the definitions.</summary>
public interface ICheck : IHazGeneratedFiles
{
    /// <summary>Compares in memory; it writes nothing.</summary>
    Target Check => _ => _
        .Description("Compares the generated files with the definitions and fails with the difference")
        .Requires(() => Generation.Selects(this))
        .Executes(() => Generation.Check(this));
}

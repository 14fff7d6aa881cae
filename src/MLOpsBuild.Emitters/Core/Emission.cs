namespace MLOpsBuild.Emitters;

/// <summary>What an emitter made.</summary>
/// <param name="Files">The files; none when there are diagnostics.</param>
/// <param name="Diagnostics">What stands in the way; empty when the files are good.</param>
public sealed record Emission(ImmutableArray<EmittedFile> Files, ImmutableArray<Finding> Diagnostics)
{
    /// <summary>Nothing to emit.</summary>
    public static Emission Empty { get; } = new([], []);

    /// <summary>Good files.</summary>
    public static Emission Of(params ImmutableArray<EmittedFile> files) => new(files, []);

    /// <summary>Nothing but the reasons.</summary>
    public static Emission Refused(IEnumerable<Finding> diagnostics) => new([], [.. diagnostics.Distinct()]);
}

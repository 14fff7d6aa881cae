namespace MLOpsBuild.Pipelines;

/// <summary>Where in a definition a part was written, for messages; never part of a stage's key.</summary>
/// <param name="File">File name without its folder, such as <c>CreditScoring.cs</c>.</param>
/// <param name="Line">One-based line.</param>
public sealed record SourceLocation(string File, int Line)
{
    /// <summary>A location from what the compiler tells of the caller.</summary>
    public static SourceLocation Of(string callerFile, int callerLine) =>
        new(callerFile[(callerFile.LastIndexOfAny(['/', '\\']) + 1)..], callerLine);

    /// <inheritdoc/>
    public override string ToString() => FormattableString.Invariant($"{File}:{Line}");
}

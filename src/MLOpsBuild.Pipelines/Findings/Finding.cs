namespace MLOpsBuild.Pipelines;

/// <summary>One thing that is wrong: what, where, the offending value and the way to mend it.</summary>
/// <param name="Code">A code of <see cref="FindingCodes"/>.</param>
/// <param name="What">What is wrong, a clause without a full stop.</param>
/// <param name="Place">Where: a file and line, a column, a stage or an option.</param>
/// <param name="Value">The offending value as text; null where there is none.</param>
/// <param name="Fix">What to do about it, a sentence.</param>
public sealed record Finding(string Code, string What, string Place, string? Value, string Fix)
{
    /// <summary>The finding as one line: <c>CODE place: what (value). Fix.</c></summary>
    public override string ToString() =>
        Value is null ? $"{Code} {Place}: {What}. {Fix}" : $"{Code} {Place}: {What} (found {Value}). {Fix}";
}

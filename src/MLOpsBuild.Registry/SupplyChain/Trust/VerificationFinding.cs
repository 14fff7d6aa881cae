namespace MLOpsBuild.Registry;

/// <summary>Why a package is not to be trusted.</summary>
/// <param name="Code">One of <see cref="VerificationCodes"/>.</param>
/// <param name="Message">What is wrong, a clause with the values.</param>
/// <param name="Fix">What to do about it, a clause.</param>
public sealed record VerificationFinding(string Code, string Message, string Fix)
{
    /// <summary>Code, message and fix on one line.</summary>
    public override string ToString() => $"{Code}: {Message}. {Fix}.";
}

namespace MLOpsBuild.Registry;

/// <summary>One signature of a package, and whether it is trusted.</summary>
/// <param name="KeyId">The id of the key as the signature states it; not proven where <see cref="Problem"/> says so.</param>
public sealed record SignatureReport(string KeyId)
{
    /// <summary>The key's name in the trust policy; null where it has none.</summary>
    public string? KeyName { get; init; }

    /// <summary>The time that the signature states; null where it could not be read.</summary>
    public DateTimeOffset? SignedAt { get; init; }

    /// <summary>Why it is not trusted; null where it is.</summary>
    public VerificationFinding? Problem { get; init; }
}

namespace MLOpsBuild.Registry;

/// <summary>Why a key was revoked, in the words of RFC 5280 (section 5.3.1).</summary>
public enum RevocationReason
{
    /// <summary>Nothing was said: taken for <see cref="KeyCompromise"/>.</summary>
    Unspecified,

    /// <summary>Somebody else may have the key. A thief also chooses the time in a signature, so none of its signatures is trusted any more.</summary>
    KeyCompromise,

    /// <summary>Its owner works elsewhere now; what was signed before stays trusted.</summary>
    AffiliationChanged,

    /// <summary>Another key took its place; what was signed before stays trusted.</summary>
    Superseded,

    /// <summary>It is no longer needed; what was signed before stays trusted.</summary>
    CessationOfOperation,
}

/// <summary>The end of a key before its time.</summary>
/// <param name="At">From when on its signatures are not trusted.</param>
/// <param name="Reason">Why.</param>
public sealed record Revocation(DateTimeOffset At, RevocationReason Reason)
{
    /// <summary>Whether a signature of a stated time is no longer trusted.</summary>
    public bool Covers(DateTimeOffset signedAt) => Reason is RevocationReason.Unspecified or RevocationReason.KeyCompromise || signedAt >= At;
}

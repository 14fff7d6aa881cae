using System.Collections.Immutable;

namespace MLOpsBuild.Registry;

/// <summary>What is known of a package, and why it is not to be trusted, where it is not.</summary>
/// <param name="Package">The digest of its manifest.</param>
/// <param name="Pipeline">The pipeline that it has to be of.</param>
/// <param name="Findings">Everything that is wrong; empty where nothing is.</param>
public sealed record VerificationReport(Digest Package, string Pipeline, ImmutableArray<VerificationFinding> Findings)
{
    /// <summary>Whether nothing is wrong.</summary>
    public bool Passed => Findings.IsEmpty;

    /// <summary>The signatures that were judged, newest last; without a trust policy none is.</summary>
    public ImmutableArray<SignatureReport> Signatures { get; init; } = [];

    /// <summary>The trusted signature that the rest rests on, the newest; null without a trust policy, or where none is trusted.</summary>
    public SignatureReport? TrustedSignature { get; init; }

    /// <summary>The ids of the keys that signatures name, judged or not, each once.</summary>
    public ImmutableArray<string> NamedKeys { get; init; } = [];

    /// <summary>How it came to be; null where that is not known. With a trust policy, only what a trusted signature vouches for.</summary>
    public BuildProvenance? Provenance { get; init; }

    /// <summary>What the gates came to; null where that is not known. With a trust policy, only what a trusted signature vouches for.</summary>
    public GateVerdict? Gates { get; init; }

    /// <summary>What the bill of materials tells; null where there is none. With a trust policy, only what a trusted signature vouches for.</summary>
    public BillFacts? Materials { get; init; }
}

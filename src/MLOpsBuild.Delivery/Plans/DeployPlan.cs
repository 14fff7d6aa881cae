using System.Collections.Immutable;

namespace MLOpsBuild.Delivery;

/// <summary>What a deploy to an environment would change, as the world, the definition and the release say; it holds no clock, so that the same world gives the same plan.</summary>
public sealed record DeployPlan
{
    /// <summary>The version of the format that is written and read.</summary>
    public const int CurrentFormat = 1;

    /// <summary>The version of the format.</summary>
    public int Format { get; init; } = CurrentFormat;

    /// <summary>The pipeline.</summary>
    public required string Pipeline { get; init; }

    /// <summary>The environment.</summary>
    public required string Environment { get; init; }

    /// <summary>What is to serve.</summary>
    public required PlannedRelease Release { get; init; }

    /// <summary>How it comes to the places, such as <c>rolling: 1, then 100%</c>.</summary>
    public required string Strategy { get; init; }

    /// <summary>The places that change together, step by step.</summary>
    public required ImmutableArray<ImmutableArray<string>> Steps { get; init; }

    /// <summary>Each place: what it has and what would change there.</summary>
    public required ImmutableArray<PlannedPlace> Places { get; init; }

    /// <summary>What clients meet, for each release that serves now.</summary>
    public ImmutableArray<SchemaChange> Schema { get; init; } = [];

    /// <summary>What the rules of the environment ask and find.</summary>
    public required PlannedPolicy Policy { get; init; }

    /// <summary>What an earlier deploy left half done, a sentence; null where nothing is.</summary>
    public string? HalfDone { get; init; }

    /// <summary>The hash of the last record of the environment's ledger.</summary>
    public required string Ledger { get; init; }

    /// <summary>The digest of the part of the definition that says how this environment is deployed to.</summary>
    public required string Definition { get; init; }

    /// <summary>Whether a place would change.</summary>
    public bool Changes => Places.Any(place => !place.Changes.IsEmpty) || HalfDone is not null;
}

/// <summary>The release that a plan is about.</summary>
public sealed record PlannedRelease
{
    /// <summary>Its version.</summary>
    public required string Version { get; init; }

    /// <summary>Its package's digest.</summary>
    public required string Digest { get; init; }

    /// <summary>The container image with its digest; null where none is needed.</summary>
    public string? Image { get; init; }

    /// <summary>What is known of how it was made; null where nothing was recorded.</summary>
    public ReleaseEvidence? Evidence { get; init; }
}

/// <summary>A place of a plan.</summary>
public sealed record PlannedPlace
{
    /// <summary>The host's or cluster's name.</summary>
    public required string Place { get; init; }

    /// <summary>How what serves there is.</summary>
    public required PlaceHealth Health { get; init; }

    /// <summary>The version that serves; null where none does.</summary>
    public string? Version { get; init; }

    /// <summary>The digest of its package.</summary>
    public string? Digest { get; init; }

    /// <summary>The digest of the server and settings that it is served with.</summary>
    public string? Configuration { get; init; }

    /// <summary>The digest of the server and settings that it would be served with; null where they stay, where nothing serves yet, and where that is not known.</summary>
    public string? NextConfiguration { get; init; }

    /// <summary>What is otherwise than the last deploy left it.</summary>
    public ImmutableArray<string> Drift { get; init; } = [];

    /// <summary>Why it cannot be asked, or what was half done there.</summary>
    public string? Note { get; init; }

    /// <summary>What would change, a clause each; empty where nothing would.</summary>
    public ImmutableArray<string> Changes { get; init; } = [];
}

/// <summary>What the rules of an environment ask of a deploy, and what was found.</summary>
public sealed record PlannedPolicy
{
    /// <summary>Whether the gates must be known to have passed.</summary>
    public required bool Gates { get; init; }

    /// <summary>Whether a trusted signature is asked for.</summary>
    public required bool Signature { get; init; }

    /// <summary>What the signatures are; null where nobody asked.</summary>
    public SignatureFinding? Signatures { get; init; }

    /// <summary>The environment in which the release must have served; null where none is asked for.</summary>
    public string? After { get; init; }

    /// <summary>The record of that environment's ledger that says so; null where there is none.</summary>
    public string? Ran { get; init; }

    /// <summary>The users or groups one of whom must approve; empty where nobody has to.</summary>
    public ImmutableArray<string> Approvers { get; init; } = [];
}

/// <summary>What was found of a package's signatures.</summary>
/// <param name="Trusted">Whether a key that the trust policy names signed it.</param>
/// <param name="Text">What was found, a clause, such as <c>signed by release-key</c> or <c>has no signature</c>.</param>
public sealed record SignatureFinding(bool Trusted, string Text);

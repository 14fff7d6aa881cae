using System.Collections.Immutable;
using MLOpsBuild.Pipelines;

namespace MLOpsBuild.Delivery;

/// <summary>All that a plan is made of; whoever asks the world fills it.</summary>
public sealed record PlanInput
{
    /// <summary>The definition.</summary>
    public required Pipeline Pipeline { get; init; }

    /// <summary>The environment's definition.</summary>
    public required DeployEnvironment Environment { get; init; }

    /// <summary>What is to serve.</summary>
    public required PlannedRelease Release { get; init; }

    /// <summary>What each place has, in the order of a rollout.</summary>
    public required ImmutableArray<PlaceState> Places { get; init; }

    /// <summary>What the driver would change at each place, where it was asked; null where not.</summary>
    public RolloutReport? Check { get; init; }

    /// <summary>The <c>schema.json</c> of the release and of those that serve, by digest; a missing one is not known.</summary>
    public required ImmutableDictionary<string, byte[]> Schemas { get; init; }

    /// <summary>What was found of the package's signatures; null where nobody asked.</summary>
    public SignatureFinding? Signatures { get; init; }

    /// <summary>The ledger of the environment.</summary>
    public required LedgerReading Ledger { get; init; }

    /// <summary>The ledger of the environment before it; null where the definition names none.</summary>
    public LedgerReading? Earlier { get; init; }

    /// <summary>What an earlier deploy left half done.</summary>
    public string? HalfDone { get; init; }
}

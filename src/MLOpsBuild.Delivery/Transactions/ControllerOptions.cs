using System.Collections.Immutable;

namespace MLOpsBuild.Delivery;

/// <summary>What a controller of an environment works with.</summary>
public sealed record ControllerOptions
{
    /// <summary>Where the journal and the lock are, such as <c>.mlops/deployments/production/credit-scoring</c>.</summary>
    public required string Folder { get; init; }

    /// <summary>The pipeline.</summary>
    public required string Pipeline { get; init; }

    /// <summary>The environment.</summary>
    public required string Environment { get; init; }

    /// <summary>The environment's ledger.</summary>
    public required LedgerFile Ledger { get; init; }

    /// <summary>Brings releases to the environment's places.</summary>
    public required IEnvironmentDriver Driver { get; init; }

    /// <summary>Who runs it.</summary>
    public required string Operator { get; init; }

    /// <summary>What follows a record before the transaction is closed, such as a referrer in the registry; it may be asked twice for the same record.</summary>
    public Func<LedgerEntry, CancellationToken, Task> Recorded { get; init; } = (_, _) => Task.CompletedTask;

    /// <summary>Takes lines for people.</summary>
    public Action<string> Log { get; init; } = _ => { };

    /// <summary>The clock.</summary>
    public TimeProvider Time { get; init; } = TimeProvider.System;
}

/// <summary>A plan that is to be carried out.</summary>
/// <param name="Plan">The plan.</param>
/// <param name="Places">What was observed for it, by the session that carries it out.</param>
/// <param name="Approval">Who approved it; null where nobody had to.</param>
public sealed record PlannedDeploy(DeployPlan Plan, ImmutableArray<PlaceState> Places, Approval? Approval);

/// <summary>What a transaction came to.</summary>
/// <param name="Report">What the driver did.</param>
/// <param name="Version">The version that serves everywhere now; null where none does, or several do.</param>
/// <param name="Entry">The record that closed it; null where the ledger takes none.</param>
/// <param name="HalfDone">Whether places differ and the next deploy or rollback has to put it right.</param>
public sealed record TransactionResult(RolloutReport Report, string? Version, LedgerEntry? Entry, bool HalfDone);

namespace MLOpsBuild.Components;

/// <summary>Answers what ran when.</summary>
public interface ILedger : IHazEnvironments
{
    /// <summary>The moment to tell of; without it, all records are listed.</summary>
    [Parameter("The moment that Ledger tells of, such as 2026-03-01T12:00Z; without it, all records.")]
    string? At => TryGetValue(() => At);

    /// <summary>Checks an environment's ledger and says what it holds.</summary>
    Target Ledger => _ => _
        .Description("Says what was deployed to an environment, or what ran there --at a moment, and finds a changed record")
        .SelectsPipeline(this)
        .Requires(() => LedgerReport.IsPossible(this))
        .Executes(cancellation => LedgerReport.RunAsync(this, cancellation));
}

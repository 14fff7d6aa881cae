namespace MLOpsBuild.Targets;

/// <summary>Whether the outputs of a target still match its inputs.</summary>
/// <param name="IsUpToDate">True when the target need not run.</param>
/// <param name="Reason">Why it need not or must run, as in "inputs unchanged" or "data/credit.csv changed".</param>
/// <param name="Facts">What the outputs say (rows, AUC, digest), for the summary of a run that skips the target.</param>
public sealed record Freshness(bool IsUpToDate, string Reason, IReadOnlyDictionary<string, string> Facts)
{
    /// <summary>Nothing to do.</summary>
    public static Freshness UpToDate(string reason, IReadOnlyDictionary<string, string>? facts = null) =>
        new(true, reason, facts ?? new Dictionary<string, string>());

    /// <summary>The target must run.</summary>
    public static Freshness Stale(string reason) => new(false, reason, new Dictionary<string, string>());
}

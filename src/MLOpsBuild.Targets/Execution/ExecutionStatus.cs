namespace MLOpsBuild.Targets;

/// <summary>How far a target has come.</summary>
public enum ExecutionStatus
{
    /// <summary>Not planned.</summary>
    None,

    /// <summary>Its turn is to come.</summary>
    Scheduled,

    /// <summary>Its turn never came: something failed before.</summary>
    NotRun,

    /// <summary>Left out by a condition, by <c>--skip</c> or by <c>--continue</c>.</summary>
    Skipped,

    /// <summary>Its actions ran to the end.</summary>
    Succeeded,

    /// <summary>An action failed.</summary>
    Failed,

    /// <summary>Its actions run.</summary>
    Running,

    /// <summary>Stopped by an interruption.</summary>
    Aborted,

    /// <summary>It has no actions: it stands for its dependencies.</summary>
    Collective,

    /// <summary>Its outputs match its inputs already.</summary>
    UpToDate,
}

namespace MLOpsBuild.Targets;

/// <summary>How far a target has come, in words.</summary>
internal static class StatusNames
{
    public static string Of(ExecutionStatus status) => status switch
    {
        ExecutionStatus.Succeeded => "succeeded",
        ExecutionStatus.UpToDate => "up to date",
        ExecutionStatus.Failed => "failed",
        ExecutionStatus.Aborted => "interrupted",
        ExecutionStatus.NotRun => "not run",
        ExecutionStatus.Skipped => "skipped",
        ExecutionStatus.Collective => "collective",
        ExecutionStatus.Running => "running",
        ExecutionStatus.Scheduled => "scheduled",
        _ => "not planned",
    };
}

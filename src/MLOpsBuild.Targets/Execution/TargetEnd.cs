namespace MLOpsBuild.Targets;

/// <summary>How one target ended.</summary>
internal sealed record TargetEnd(ExecutionStatus Status, string? Reason = null, string? OnlyWhen = null, Exception? Cause = null);

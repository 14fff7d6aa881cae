namespace MLOpsBuild.Targets;

/// <summary>How a run ended.</summary>
internal sealed record RunOutcome(IReadOnlyList<TargetFailure> Failures, bool IsInterrupted)
{
    public int ExitCode =>
        IsInterrupted ? ExitCodes.Interrupted
        : Failures.Count == 0 ? ExitCodes.Done
        : ExitCodes.Of(Failures[0].Cause);
}

/// <summary>What a target failed with.</summary>
internal sealed record TargetFailure(ExecutableTarget Target, Exception Cause);

/// <summary>What the process returns.</summary>
internal static class ExitCodes
{
    public const int Done = 0;
    public const int Failed = 1;
    public const int Mistake = 2;
    public const int EnvironmentLacks = 3;
    public const int Interrupted = 130;

    public static int Of(Exception cause) => cause switch
    {
        UserMistakeException => Mistake,
        EnvironmentLacksException => EnvironmentLacks,
        _ => Failed,
    };
}

namespace MLOpsBuild.Targets;

/// <summary>What people read of an exception: the message of an expected failure; of a bug its type too.</summary>
internal static class FailureText
{
    public static bool IsExpected(Exception cause) => cause is UserMistakeException or EnvironmentLacksException or TargetFailedException;

    public static string Of(Exception cause) => IsExpected(cause) ? cause.Message : $"{cause.GetType().Name}: {cause.Message}";
}

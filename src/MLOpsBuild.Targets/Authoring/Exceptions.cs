namespace MLOpsBuild.Targets;

/// <summary>The user asked for something impossible (exit 2); the message says what, where, the value and the fix.</summary>
public sealed class UserMistakeException : Exception
{
    /// <summary>One mistake.</summary>
    public UserMistakeException(string message)
        : this([message])
    {
    }

    /// <summary>All mistakes found, reported at once.</summary>
    public UserMistakeException(IReadOnlyList<string> mistakes)
        : base(string.Join('\n', mistakes)) => Mistakes = mistakes;

    /// <summary>One message each.</summary>
    public IReadOnlyList<string> Mistakes { get; }
}

/// <summary>The machine lacks something the work needs (exit 3); the message says what and where to get it.</summary>
/// <param name="message">What is missing, and the fix.</param>
/// <param name="cause">What revealed it.</param>
public sealed class EnvironmentLacksException(string message, Exception? cause = null) : Exception(message, cause);

/// <summary>The work itself failed (exit 1): a test, a gate, a deployment. Printed without a stack trace.</summary>
/// <param name="message">What failed, where, the value and the fix.</param>
/// <param name="cause">What revealed it.</param>
public sealed class TargetFailedException(string message, Exception? cause = null) : Exception(message, cause);

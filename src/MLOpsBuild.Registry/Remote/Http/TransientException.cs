namespace MLOpsBuild.Registry;

/// <summary>A failure that may not be there the next time: a broken connection, an overloaded server.</summary>
internal sealed class TransientException(string reason, Exception? inner = null) : Exception(reason, inner)
{
    /// <summary>How long the server asked to wait, where it did.</summary>
    public TimeSpan? RetryAfter { get; init; }

    /// <summary>Whether the server said that it is asked too often.</summary>
    public bool IsTooMany { get; init; }
}

namespace MLOpsBuild.Learning;

/// <summary>What a stage gets from outside: where to tell its progress, and when to stop.</summary>
/// <param name="Log">Takes a line for people while the stage runs; called from one thread at a time.</param>
/// <param name="Cancellation">Stops the stage; what it wrote so far is thrown away by the caller.</param>
public sealed record StageContext(Action<string> Log, CancellationToken Cancellation)
{
    /// <summary>Says nothing and never stops.</summary>
    public static StageContext Silent { get; } = new(_ => { }, CancellationToken.None);
}

namespace MLOpsBuild.Registry;

/// <summary>How an <see cref="OciLayout"/> waits for others.</summary>
public sealed record LayoutOptions
{
    /// <summary>How long to wait for a lock that another process holds; 60 seconds by default.</summary>
    public TimeSpan LockTimeout { get; init; } = TimeSpan.FromSeconds(60);

    /// <summary>The clock that waiting goes by; the system's by default.</summary>
    public TimeProvider Time { get; init; } = TimeProvider.System;
}

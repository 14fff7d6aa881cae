namespace MLOpsBuild.Pipelines;

/// <summary>When Prometheus calls somebody.</summary>
public sealed record KubernetesAlerts
{
    /// <summary>The highest share of requests for predictions that may fail (status 500 or above) over five minutes, from 0 and below 1. Default 0.01.</summary>
    public double Errors { get; init; } = 0.01;

    /// <summary>The highest 95th percentile of their latency over five minutes, above 0 and below 2.5 seconds, which is as far as the server's histogram tells; null, the default, does not watch it.</summary>
    public TimeSpan? P95 { get; init; }

    /// <summary>How long no row may be asked for, whole minutes from 1 minute to 7 days; null, the default, lets a model be quiet.</summary>
    public TimeSpan? Quiet { get; init; }
}

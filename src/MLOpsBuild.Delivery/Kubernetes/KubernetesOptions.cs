namespace MLOpsBuild.Delivery;

/// <summary>How a cluster is reached and how long it is waited for; the defaults fit.</summary>
public sealed record KubernetesOptions
{
    /// <summary>The kubectl program; null takes the one on the PATH.</summary>
    public string? Kubectl { get; init; }

    /// <summary>The kubeconfig, with the credentials, which only kubectl reads; null takes what kubectl takes, <c>KUBECONFIG</c> or <c>~/.kube/config</c>.</summary>
    public string? Kubeconfig { get; init; }

    /// <summary>Where kubectl keeps what it learned of the cluster's API; null takes its own place.</summary>
    public string? CacheFolder { get; init; }

    /// <summary>How often a rollout is looked at. Default one second.</summary>
    public TimeSpan PollEvery { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>How often a canary's counts are read. Default five seconds.</summary>
    public TimeSpan MetricsEvery { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>How long a rollout may take before it is undone. Default ten minutes.</summary>
    public TimeSpan ReadyTimeout { get; init; } = TimeSpan.FromMinutes(10);

    /// <summary>How long a pod may show a failure that it may recover from, such as <c>CrashLoopBackOff</c>, before the rollout is undone. Default twenty seconds.</summary>
    public TimeSpan Patience { get; init; } = TimeSpan.FromSeconds(20);

    /// <summary>How long a cluster that was reached may be out of reach before the rollout is given up. Default one minute.</summary>
    public TimeSpan OutOfReach { get; init; } = TimeSpan.FromMinutes(1);

    /// <summary>How long a deploy keeps others away after it was last heard of; it says so each third of this. Default one minute.</summary>
    public TimeSpan LeaseDuration { get; init; } = TimeSpan.FromMinutes(1);

    /// <summary>Releases kept for going back, at least 1, the current one included. Default 10.</summary>
    public int KeepReleases { get; init; } = 10;

    /// <summary>Who deploys, as the cluster records it; null takes the user's name and the machine's.</summary>
    public string? By { get; init; }

    /// <summary>The clock.</summary>
    public TimeProvider Time { get; init; } = TimeProvider.System;
}

using System.Collections.Immutable;

namespace MLOpsBuild.Pipelines;

/// <summary>How a release comes to the hosts or pods of an environment.</summary>
public abstract record DeployStrategy
{
    private protected DeployStrategy()
    {
    }

    /// <summary>How many hosts change at once, step by step, each a count or a percentage; the last step is repeated.</summary>
    public abstract ImmutableArray<string> Steps { get; }
}

/// <summary>All hosts change at once.</summary>
public sealed record AllAtOnce : DeployStrategy
{
    /// <inheritdoc/>
    public override ImmutableArray<string> Steps => ["100%"];
}

/// <summary>Hosts change in steps; a step that fails ends the rollout and what was touched goes back.</summary>
/// <param name="Plan">The steps, each a count such as <c>1</c> or a percentage such as <c>50%</c>.</param>
public sealed record Rolling(ImmutableArray<string> Plan) : DeployStrategy
{
    /// <inheritdoc/>
    public override ImmutableArray<string> Steps => Plan;
}

/// <summary>Some hosts change first and are watched under live traffic; the others change only when those did no worse than the others did meanwhile.</summary>
public sealed record Canary : DeployStrategy
{
    /// <summary>How many hosts change first, at least 1.</summary>
    public required int Hosts { get; init; }

    /// <summary>How long they are watched, 1 second to 7 days.</summary>
    public required TimeSpan Bake { get; init; }

    /// <summary>The highest share of requests that may fail, from 0 and below 1.</summary>
    public double Errors { get; init; } = 0.01;

    /// <summary>The highest 95th percentile of the latency; null does not judge it.</summary>
    public TimeSpan? P95 { get; init; }

    /// <summary>
    /// How far the probabilities that it answers may lie from those of the others meanwhile, from 0 and below 1: the largest difference of the shares of predictions at or below a probability
    /// (the Kolmogorov–Smirnov distance, at the bounds of the server's histogram). Null does not judge it.
    /// </summary>
    public double? Drift { get; init; }

    /// <summary>The chance, above 0 and below 1, that a canary as good as its limits is taken for worse. Default 0.05.</summary>
    public double Alpha { get; init; } = 0.05;

    /// <inheritdoc/>
    public override ImmutableArray<string> Steps => [Hosts.ToString(System.Globalization.CultureInfo.InvariantCulture), "100%"];
}

/// <summary>The release starts on every host, or as servers of a cluster, beside the one that serves; all change over together, only when it answers right on all of them.</summary>
public sealed record BlueGreen : DeployStrategy
{
    /// <inheritdoc/>
    public override ImmutableArray<string> Steps => ["100%"];
}

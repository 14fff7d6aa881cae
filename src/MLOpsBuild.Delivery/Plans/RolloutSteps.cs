using System.Collections.Immutable;
using System.Globalization;
using MLOpsBuild.Pipelines;

namespace MLOpsBuild.Delivery;

/// <summary>Which places change together, step by step, by a strategy.</summary>
public static class RolloutSteps
{
    /// <summary>The places of each step, in order. A percentage is of all places, rounded down and at least one; the last step is repeated.</summary>
    public static ImmutableArray<ImmutableArray<string>> Of(DeployStrategy strategy, ImmutableArray<string> places)
    {
        var steps = ImmutableArray.CreateBuilder<ImmutableArray<string>>();
        for (var (at, step) = (0, 0); at < places.Length; step++)
        {
            var count = Math.Min(Count(strategy.Steps[Math.Min(step, strategy.Steps.Length - 1)], places.Length), places.Length - at);
            steps.Add(places.Slice(at, count));
            at += count;
        }

        return steps.ToImmutable();
    }

    /// <summary>The strategy for people, such as <c>rolling: 1, then 100%</c>.</summary>
    public static string Text(DeployStrategy strategy) => strategy switch
    {
        AllAtOnce => "all at once",
        BlueGreen => "blue/green",
        Canary canary => string.Create(CultureInfo.InvariantCulture, $"canary: {canary.Hosts} for {canary.Bake}, errors at most {canary.Errors:0.####}{(canary.P95 is { } p95 ? $", p95 at most {p95.TotalMilliseconds:0.###} ms" : "")}{(canary.Drift is { } drift ? $", drift at most {drift:0.####}" : "")}, then the others"),
        _ => "rolling: " + string.Join(", then ", strategy.Steps),
    };

    private static int Count(string step, int places) => step.EndsWith('%')
        ? Math.Max(1, places * int.Parse(step[..^1], CultureInfo.InvariantCulture) / 100)
        : int.Parse(step, CultureInfo.InvariantCulture);
}

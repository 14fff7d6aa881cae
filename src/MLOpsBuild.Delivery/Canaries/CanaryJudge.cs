using System.Globalization;
using MLOpsBuild.Pipelines;

namespace MLOpsBuild.Delivery;

/// <summary>Judges a canary by what it and the others have answered meanwhile.</summary>
/// <param name="limits">The limits; where the others break one, the canary is to do no worse than they.</param>
internal sealed class CanaryJudge(Canary limits)
{
    /// <summary>The share of requests that may take longer than the 95th percentile.</summary>
    private const double SlowShare = 0.05;

    /// <summary>Which limit the canary breaks; null where there is no evidence that it does.</summary>
    public string? Breach(ServerCounts canary, ServerCounts others)
    {
        // The limits share the chance of a wrong alarm.
        var alpha = limits.Alpha / (1 + (limits.P95 is null ? 0 : 1) + (limits.Drift is null ? 0 : 1));
        var enough = 1 / alpha;
        if (SequentialTest.Evidence(canary.Failed, canary.Requests, Limit(limits.Errors, others.Failed, others.Requests)) >= enough)
            return Text($"{canary.Failed} of its {canary.Requests} requests failed, and at most {limits.Errors:0.####} of all may; {Meanwhile(others.Failed, others.Requests)}");
        if (limits.P95 is { } p95 && SequentialTest.Evidence(canary.Slow, canary.Requests, Limit(SlowShare, others.Slow, others.Requests)) >= enough)
            return Text($"{canary.Slow} of its {canary.Requests} requests took longer than {p95.TotalMilliseconds:0.###} ms, and at most {SlowShare} of all may; {Meanwhile(others.Slow, others.Requests)}");
        if (limits.Drift is { } most && PredictionDrift.Of(canary.Predictions, others.Predictions, alpha) is var drift && drift.Least > most)
            return Text($"{Share(canary.Predictions, drift.Bound)} of its {canary.Predictions.All} predictions were at most {drift.Bound}, {Share(others.Predictions, drift.Bound)} of the others' {others.Predictions.All}, and they may differ by {most:0.####}");
        return null;
    }

    /// <summary>The counts as a person would say them.</summary>
    public string Told(ServerCounts canary, ServerCounts others) => $"canary: {Told(canary)}; others: {Told(others)}";

    private string Told(ServerCounts counts) =>
        Text($"{counts.Requests} requests, {counts.Failed} failed{(limits.P95 is { } p95 ? Text($", {counts.Slow} over {p95.TotalMilliseconds:0.###} ms") : "")}{(limits.Drift is null ? "" : Text($", {counts.Predictions.All} predictions"))}");

    private static string Share(PredictionCounts counts, double bound) => Text($"{100.0 * counts.Within[bound] / counts.All:0.#}%");

    private static double Limit(double limit, long bad, long all) => Math.Min(0.99, Math.Max(limit, all == 0 ? 0 : (double)bad / all));

    private static string Meanwhile(long bad, long all) => all == 0 ? "the others got none meanwhile" : Text($"of the others' {all} it were {bad}");

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}

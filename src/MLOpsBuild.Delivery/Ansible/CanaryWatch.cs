using System.Globalization;
using System.Text.Json.Nodes;
using MLOpsBuild.Pipelines;

namespace MLOpsBuild.Delivery;

/// <summary>Watches canaries under live traffic by what their servers and the others' count, asked on the hosts themselves.</summary>
internal sealed class CanaryWatch(AnsibleRunner runner, Canary canary, IReadOnlyCollection<string> canaries, TimeProvider time, IProgress<RolloutEvent> progress)
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);
    private readonly CanaryJudge _judge = new(canary);
    private readonly Dictionary<string, ServerCounts> _last = [];
    private ServerCounts _canary;
    private ServerCounts _others;

    /// <summary>Watches for the bake time, or until a limit is broken.</summary>
    /// <returns>Which limit is broken, and by what; null where none was.</returns>
    public async Task<string?> WatchAsync(CancellationToken cancellation)
    {
        var began = time.GetTimestamp();
        while (true)
        {
            if (await LookAsync(cancellation) is { } breach)
                return breach;
            var left = canary.Bake - time.GetElapsedTime(began);
            progress.Report(new(null, "Watch the canary", RolloutEventKind.Ok, string.Create(CultureInfo.InvariantCulture, $"{_judge.Told(_canary, _others)}; {Math.Max(0, left.TotalSeconds):0} s left")));
            if (left <= TimeSpan.Zero)
                return null;
            await Task.Delay(left < Pause ? left : Pause, time, cancellation);
        }
    }

    private async Task<string?> LookAsync(CancellationToken cancellation)
    {
        foreach (var run in await runner.RunAsync("monitor", [], [], [], new Progress<RolloutEvent>(), cancellation))
        {
            var isCanary = canaries.Contains(run.Host);
            if (run.Failure is { } failure)
            {
                if (isCanary)
                    return $"canary {run.Host} cannot be watched: {failure}";
                continue;
            }

            var now = ServerCounts.Of(string.Join('\n', (run.Told?["metrics"] as JsonArray ?? []).Select(line => (string?)line)), canary.P95);
            if (_last.TryGetValue(run.Host, out var last))
            {
                if (isCanary && now.Requests < last.Requests)
                    return $"the server of canary {run.Host} ended and was started again while it was watched.";
                if (isCanary)
                    _canary += now.Since(last);
                else
                    _others += now.Since(last);
            }

            _last[run.Host] = now;
        }

        return _judge.Breach(_canary, _others) is { } broken ? $"canary {string.Join(", ", canaries)}: {broken}" : null;
    }
}

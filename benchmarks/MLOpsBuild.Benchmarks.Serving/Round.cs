using System.Diagnostics;

namespace MLOpsBuild.Benchmarks.Serving;

/// <summary>What one round of requests came to.</summary>
/// <param name="PerSecond">Requests answered a second.</param>
/// <param name="Median">The time of the middle answer.</param>
/// <param name="P99">The time that 99 of 100 answers took at most.</param>
internal sealed record Round(double PerSecond, TimeSpan Median, TimeSpan P99)
{
    public static async Task<Round> RunAsync(Client[] clients, int requests)
    {
        var started = Stopwatch.GetTimestamp();
        var durations = await Task.WhenAll(clients.Select(client => Task.Run(() => client.AskAsync(requests / clients.Length))));
        var elapsed = Stopwatch.GetElapsedTime(started);
        var sorted = durations.SelectMany(ticks => ticks).Order().ToArray();
        return new(sorted.Length / elapsed.TotalSeconds, At(sorted, 0.5), At(sorted, 0.99));
    }

    /// <summary>The middle of each figure, so that a round that another program disturbed does not count.</summary>
    public static Round Middle(IReadOnlyList<Round> rounds) => new(
        Middle(rounds.Select(round => round.PerSecond)), Middle(rounds.Select(round => round.Median)), Middle(rounds.Select(round => round.P99)));

    private static T Middle<T>(IEnumerable<T> values)
    {
        var sorted = values.Order().ToArray();
        return sorted[sorted.Length / 2];
    }

    private static TimeSpan At(long[] sorted, double share) => Stopwatch.GetElapsedTime(0, sorted[(int)((sorted.Length - 1) * share)]);
}

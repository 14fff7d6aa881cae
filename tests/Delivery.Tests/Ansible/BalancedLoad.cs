using System.Collections.Concurrent;
using System.Net.Sockets;

namespace MLOpsBuild.Delivery.Tests;

/// <summary>What a client saw that asks hosts in turn and the next one where one breaks off, as a load balancer does.</summary>
internal sealed class BalancedLoad
{
    /// <summary>The hosts share the test's processors, which an unbounded load would take from them.</summary>
    public static readonly TimeSpan Pace = TimeSpan.FromMilliseconds(20);
    private readonly ConcurrentQueue<string> _failures = new();

    /// <summary>Rows that no host answered.</summary>
    public IReadOnlyCollection<string> Failures => _failures;

    /// <summary>Asks from before the work until after it.</summary>
    public static async Task<BalancedLoad> DuringAsync(IReadOnlyList<Uri> hosts, string row, Func<Task> work)
    {
        var load = new BalancedLoad();
        using var end = new CancellationTokenSource();
        var client = Task.Run(() => load.AskAsync(hosts, row, end.Token));
        try
        {
            await work();
        }
        finally
        {
            await end.CancelAsync();
            await client;
        }

        return load;
    }

    private async Task AskAsync(IReadOnlyList<Uri> hosts, string row, CancellationToken end)
    {
        using var pace = new PeriodicTimer(Pace);
        for (var turn = 0; !end.IsCancellationRequested; turn++)
        {
            await pace.WaitForNextTickAsync(CancellationToken.None);
            var first = await TryAsync(hosts[turn % hosts.Count], row);
            if (first is not null && await TryAsync(hosts[(turn + 1) % hosts.Count], row) is { } second)
                _failures.Enqueue($"{first}; {second}");
        }
    }

    private static async Task<string?> TryAsync(Uri host, string row)
    {
        try
        {
            using var client = new StrictClient(host, keepAlive: false);
            var (status, body) = await client.PredictAsync(row);
            return status == "HTTP/1.1 200 OK" ? null : $"{status}: {body}";
        }
        catch (Exception failure) when (failure is IOException or SocketException)
        {
            return failure.Message;
        }
    }
}

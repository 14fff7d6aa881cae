using System.Collections.Concurrent;
using System.Net.Sockets;
using System.Text.Json;

namespace MLOpsBuild.Delivery.Tests;

/// <summary>What clients saw that asked all the time while something was done.</summary>
internal sealed class Load
{
    private readonly ConcurrentDictionary<string, int> _answers = new(StringComparer.Ordinal);
    private readonly ConcurrentQueue<string> _failures = new();

    /// <summary>How many answers each release gave.</summary>
    public IReadOnlyDictionary<string, int> Answers => _answers;

    /// <summary>What was no answer with status 200.</summary>
    public IReadOnlyCollection<string> Failures => _failures;

    /// <summary>Asks by two clients that keep their connection and two that take a new one each time, from before the work until after it.</summary>
    /// <param name="url">Who is asked.</param>
    /// <param name="row">What is sent.</param>
    /// <param name="work">What is done meanwhile.</param>
    /// <param name="pace">The time from one request of a client to its next; zero, the default, asks as fast as answers come.</param>
    public static async Task<Load> DuringAsync(Uri url, string row, Func<Task> work, TimeSpan pace = default)
    {
        var load = new Load();
        using var end = new CancellationTokenSource();
        Task[] clients = [.. ((bool[])[true, true, false, false]).Select(keepAlive => Task.Run(() => load.AskAsync(url, row, keepAlive, pace, end.Token)))];
        try
        {
            await work();
        }
        finally
        {
            await end.CancelAsync();
            await Task.WhenAll(clients);
        }

        return load;
    }

    private async Task AskAsync(Uri url, string row, bool keepAlive, TimeSpan pace, CancellationToken end)
    {
        using var ticks = pace == TimeSpan.Zero ? null : new PeriodicTimer(pace);
        using var client = new StrictClient(url, keepAlive);
        while (!end.IsCancellationRequested)
        {
            if (ticks is not null)
                await ticks.WaitForNextTickAsync(CancellationToken.None);
            try
            {
                var (status, body) = await client.PredictAsync(row);
                if (status == "HTTP/1.1 200 OK")
                    _answers.AddOrUpdate(ReleaseOf(body), 1, (_, count) => count + 1);
                else
                    _failures.Enqueue($"{status}: {body}");
            }
            catch (Exception failure) when (failure is IOException or SocketException)
            {
                _failures.Enqueue($"{(keepAlive ? "kept" : "new")} connection: {failure.Message}");
                client.Dispose();
            }
        }
    }

    internal static string ReleaseOf(string body)
    {
        using var document = JsonDocument.Parse(body);
        return document.RootElement.GetProperty("release").GetString()!;
    }
}

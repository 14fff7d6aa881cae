using System.Globalization;

namespace MLOpsBuild.Benchmarks.Serving;

/// <summary>Asks the model server and the bare endpoint the same row in turns, and tells both sides' figures.</summary>
internal static class Comparison
{
    public static async Task RunAsync(LoadOptions load, TextWriter output)
    {
        using var model = new BenchmarkModel();
        await using var server = await Side.StartAsync("model server", BenchmarkModel.ServerProgram, "--package", model.Package, "--urls", "http://127.0.0.1:0", "--release", "1.0.0");
        using var first = new Client(server.Url, model.Row);
        var answer = await first.AskAsync();
        await using var bare = await Side.StartAsync("bare endpoint", typeof(Comparison).Assembly.Location, "--bare", "0", answer);

        Side[] sides = [bare, server];
        var rounds = sides.ToDictionary(side => side, _ => new List<Round>());
        var clients = sides.ToDictionary(side => side, side => Enumerable.Range(0, load.Clients).Select(_ => new Client(side.Url, model.Row)).ToArray());
        foreach (var client in clients.Values.SelectMany(all => all))
            await client.AskAsync();
        // The first round is for the compilers of both sides.
        for (var round = 0; round <= load.Rounds; round++)
        {
            foreach (var side in sides)
            {
                var result = await Round.RunAsync(clients[side], load.Requests);
                if (round > 0)
                    rounds[side].Add(result);
            }
        }

        foreach (var client in clients.Values.SelectMany(all => all))
            client.Dispose();
        await output.WriteLineAsync(Text(load, answer, Round.Middle(rounds[bare]), Round.Middle(rounds[server])));
    }

    private static string Text(LoadOptions load, string answer, Round bare, Round server) => string.Create(CultureInfo.InvariantCulture, $"""
        One row of {BenchmarkModel.Pipeline} to /predict on loopback: {load.Clients} clients, {load.Requests} requests a round, the middle of {load.Rounds} rounds, {Environment.ProcessorCount} cores.
        The answer: {answer}

        {"",-15}{"requests/s",12}{"p50 ms",10}{"p99 ms",10}
        {"bare endpoint",-15}{bare.PerSecond,12:0}{bare.Median.TotalMilliseconds,10:0.000}{bare.P99.TotalMilliseconds,10:0.000}
        {"model server",-15}{server.PerSecond,12:0}{server.Median.TotalMilliseconds,10:0.000}{server.P99.TotalMilliseconds,10:0.000}
        {"ratio",-15}{server.PerSecond / bare.PerSecond,12:0.00}{server.Median / bare.Median,10:0.00}{server.P99 / bare.P99,10:0.00}
        """);
}

using System.Globalization;

namespace MLOpsBuild.Benchmarks.Serving;

/// <summary>How much is asked of each side.</summary>
/// <param name="Requests">Requests of one round. Default 20,000.</param>
/// <param name="Rounds">Rounds of each side, in turns. Default 5.</param>
/// <param name="Clients">Clients that ask at once, each on a connection of its own. Default 4.</param>
internal sealed record LoadOptions(int Requests = 20_000, int Rounds = 5, int Clients = 4)
{
    public const string Usage = "Usage: MLOpsBuild.Benchmarks.Serving [REQUESTS ROUNDS CLIENTS], whole numbers from 1 (default 20000 5 4)";

    /// <summary>The options, or null where the arguments are none.</summary>
    public static LoadOptions? Read(string[] arguments)
    {
        if (arguments.Length == 0)
            return new();
        var numbers = arguments.Select(argument => int.TryParse(argument, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : 0).ToArray();
        return numbers is [> 0, > 0, > 0] ? new(numbers[0], numbers[1], numbers[2]) : null;
    }
}

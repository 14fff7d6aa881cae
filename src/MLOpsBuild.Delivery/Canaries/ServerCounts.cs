using System.Collections.Immutable;
using System.Globalization;
using System.Text.RegularExpressions;

namespace MLOpsBuild.Delivery;

/// <summary>What a model server has counted since it started.</summary>
/// <param name="Requests">Requests for predictions that were answered.</param>
/// <param name="Failed">Those answered with a status of 500 or above.</param>
/// <param name="Slow">Those that took longer than the limit, as far as the server's histogram tells: a limit between two of its bounds counts as the upper one.</param>
/// <param name="Predictions">The probabilities that were answered.</param>
internal readonly partial record struct ServerCounts(long Requests, long Failed, long Slow, PredictionCounts Predictions = default)
{
    private const string Total = "mlopsbuild_requests_total";
    private const string Bucket = "mlopsbuild_request_duration_seconds_bucket";
    private const string Probabilities = "mlopsbuild_prediction_probability_bucket";

    /// <summary>Reads the text of a server's <c>/metrics</c>.</summary>
    public static ServerCounts Of(string metrics, TimeSpan? limit)
    {
        var (requests, failed, slow) = (0L, 0L, 0L);
        var within = new Dictionary<string, SortedDictionary<double, long>>(StringComparer.Ordinal);
        foreach (Match line in Line().Matches(metrics))
        {
            var (endpoint, value) = (line.Groups["endpoint"].Value, (long)double.Parse(line.Groups["value"].Value, CultureInfo.InvariantCulture));
            if (line.Groups["name"].Value == Total)
            {
                requests += value;
                failed += int.Parse(line.Groups["of"].Value, CultureInfo.InvariantCulture) >= 500 ? value : 0;
            }
            else
            {
                (within.TryGetValue(endpoint, out var known) ? known : within[endpoint] = [])[Bound(line)] = value;
            }
        }

        if (limit is { } longest)
            slow = within.Values.Sum(bounds => bounds.Last().Value - bounds.First(bound => bound.Key >= longest.TotalSeconds).Value);
        return new(requests, failed, slow, new(Prediction().Matches(metrics).ToImmutableSortedDictionary(Bound, line => (long)double.Parse(line.Groups["value"].Value, CultureInfo.InvariantCulture))));
    }

    /// <summary>What was counted since an earlier look; all of it where the server has started anew since.</summary>
    public ServerCounts Since(ServerCounts earlier) => earlier.Requests > Requests ? this : new(Requests - earlier.Requests, Failed - earlier.Failed, Slow - earlier.Slow, Predictions - earlier.Predictions);

    public static ServerCounts operator +(ServerCounts one, ServerCounts other) => new(one.Requests + other.Requests, one.Failed + other.Failed, one.Slow + other.Slow, one.Predictions + other.Predictions);

    private static double Bound(Match line) => line.Groups["of"].Value == "+Inf" ? double.PositiveInfinity : double.Parse(line.Groups["of"].Value, CultureInfo.InvariantCulture);

    [GeneratedRegex($"^(?<name>{Total}|{Bucket})\\{{endpoint=\"(?<endpoint>predict|infer)\",(status|le)=\"(?<of>[^\"]+)\"\\}} (?<value>[0-9.e+]+)\r?$", RegexOptions.Multiline)]
    private static partial Regex Line();

    [GeneratedRegex($"^{Probabilities}\\{{le=\"(?<of>[^\"]+)\"\\}} (?<value>[0-9.e+]+)\r?$", RegexOptions.Multiline)]
    private static partial Regex Prediction();
}

using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;

namespace MLOpsBuild.Delivery;

/// <summary>Asks a model server how it is, and whether it answers known rows as the model did.</summary>
internal sealed class ServerProbe(string pipeline, LocalDeploymentOptions options) : IDisposable
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(20);
    private readonly HttpClient _http = new(new SocketsHttpHandler { UseProxy = false, PooledConnectionLifetime = TimeSpan.Zero }) { Timeout = options.AnswerTimeout };

    /// <summary>Waits until the server has announced its address and says it is ready; null, or why it is not.</summary>
    public async Task<(Uri? Url, string? Failure)> WaitAsync(RunningServer server, ReleaseFolder release, CancellationToken cancellation)
    {
        var started = options.Time.GetTimestamp();
        while (true)
        {
            cancellation.ThrowIfCancellationRequested();
            if (File.Exists(release.Announcement))
            {
                var url = new Uri((await File.ReadAllTextAsync(release.Announcement, cancellation)).Trim());
                if (await IsReadyAsync(url, server.Version, cancellation))
                    return (url, null);
            }

            if (!server.Alive)
                return (null, "ended before it was ready");
            if (options.Time.GetElapsedTime(started) > options.ReadyTimeout)
                return (null, FormattableString.Invariant($"was not ready within {options.ReadyTimeout.TotalSeconds:0.#} s"));
            await Task.Delay(Pause, options.Time, cancellation);
        }
    }

    /// <summary>Whether this release of this pipeline answers there and is ready.</summary>
    public async Task<bool> IsReadyAsync(Uri url, string version, CancellationToken cancellation)
    {
        try
        {
            using var answer = await _http.GetAsync(new Uri(url, $"/v2/models/{pipeline}/versions/{Uri.EscapeDataString(version)}/ready"), cancellation);
            return answer.IsSuccessStatusCode;
        }
        catch (Exception exception) when (exception is HttpRequestException || (exception is TaskCanceledException && !cancellation.IsCancellationRequested))
        {
            return false;
        }
    }

    /// <summary>Sends each known row; how many there are, or what is wrong with the first wrong answer.</summary>
    public async Task<(int Rows, string? Failure)> CompareAsync(Uri url, ReleaseFolder release, CancellationToken cancellation)
    {
        try
        {
            using var known = JsonDocument.Parse(await File.ReadAllBytesAsync(release.KnownRows, cancellation));
            var rows = 0;
            foreach (var row in known.RootElement.GetProperty("rows").EnumerateArray())
            {
                if (await CompareAsync(url, row, cancellation) is { } failure)
                    return (rows, failure);
                rows++;
            }

            return rows > 0 ? (rows, null) : (0, "cannot be checked: known-rows.json holds no row");
        }
        catch (Exception exception) when (exception is HttpRequestException || (exception is TaskCanceledException && !cancellation.IsCancellationRequested))
        {
            return (0, $"did not answer a known row: {exception.Message}");
        }
        catch (Exception exception) when (exception is JsonException or KeyNotFoundException or InvalidOperationException or FormatException or FileNotFoundException)
        {
            return (0, $"cannot be checked: {exception.Message}");
        }
    }

    public void Dispose() => _http.Dispose();

    private async Task<string?> CompareAsync(Uri url, JsonElement row, CancellationToken cancellation)
    {
        var name = row.GetProperty("name").GetString();
        var expected = row.GetProperty("probability").GetDouble();
        using var body = new ByteArrayContent(Encoding.UTF8.GetBytes(row.GetProperty("cells").GetRawText()));
        body.Headers.ContentType = new MediaTypeHeaderValue("application/json");
        using var answer = await _http.PostAsync(new Uri(url, "/predict"), body, cancellation);
        var text = await answer.Content.ReadAsStringAsync(cancellation);
        if (!answer.IsSuccessStatusCode)
            return FormattableString.Invariant($"answered the known row '{name}' with {(int)answer.StatusCode}: {text.Trim()}");
        using var document = JsonDocument.Parse(text);
        var probability = document.RootElement.GetProperty("probability").GetDouble();
        return Math.Abs(probability - expected) <= options.Tolerance
            ? null
            : FormattableString.Invariant($"answered the known row '{name}' with probability {probability} instead of {expected}");
    }
}

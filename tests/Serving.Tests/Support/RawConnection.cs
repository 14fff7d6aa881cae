using System.Net.Sockets;
using System.Text;

namespace MLOpsBuild.Serving.Tests;

/// <summary>A connection on which a test sends exactly the bytes it means.</summary>
internal sealed class RawConnection : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(1);
    private readonly TcpClient _client = new();
    private readonly StreamReader _reader;

    private RawConnection(Uri at)
    {
        _client.Connect(at.Host, at.Port);
        _reader = new StreamReader(_client.GetStream());
    }

    public static RawConnection To(ModelServerProcess server) => new(server.Http.BaseAddress!);

    public Task SendAsync(FormattableString text) => SendAsync(text.ToString(System.Globalization.CultureInfo.InvariantCulture));

    public async Task SendAsync(string text) => await _client.GetStream().WriteAsync(Encoding.UTF8.GetBytes(text), TestContext.Current.CancellationToken);

    /// <summary>The answer's first line.</summary>
    public async Task<string?> ReadLineAsync() => await _reader.ReadLineAsync(TestContext.Current.CancellationToken).AsTask().WaitAsync(Patience);

    /// <summary>The lines of the answer's head.</summary>
    public async Task<IReadOnlyList<string>> ReadHeadAsync()
    {
        var lines = new List<string>();
        while (await ReadLineAsync() is { Length: > 0 } line)
            lines.Add(line);
        return lines;
    }

    /// <summary>All that comes until the server closes the connection.</summary>
    public Task<string> ReadToEndAsync() => _reader.ReadToEndAsync(TestContext.Current.CancellationToken).WaitAsync(Patience);

    public void Dispose()
    {
        _reader.Dispose();
        _client.Dispose();
    }
}

using System.Globalization;
using System.Net.Sockets;
using System.Text;

namespace MLOpsBuild.Delivery.Tests;

/// <summary>An HTTP client that never tries again: a connection that ends without the answer it owes is a failure.</summary>
internal sealed class StrictClient(Uri url, bool keepAlive) : IDisposable
{
    private TcpClient? _connection;
    private StreamReader? _reader;

    /// <summary>The status and body of the answer to a row.</summary>
    public async Task<(string Status, string Body)> PredictAsync(string row)
    {
        if (_connection is null)
        {
            _connection = new TcpClient { NoDelay = true };
            await _connection.ConnectAsync(url.Host, url.Port);
            _reader = new StreamReader(_connection.GetStream(), Encoding.ASCII);
        }

        var request = string.Create(CultureInfo.InvariantCulture,
            $"POST /predict HTTP/1.1\r\nHost: {url.Authority}\r\nContent-Type: application/json\r\nContent-Length: {row.Length}\r\n{(keepAlive ? "" : "Connection: close\r\n")}\r\n{row}");
        await _connection.GetStream().WriteAsync(Encoding.ASCII.GetBytes(request));
        return await ReadAsync(_reader!);
    }

    public void Dispose()
    {
        _reader?.Dispose();
        _connection?.Dispose();
        (_reader, _connection) = (null, null);
    }

    private async Task<(string Status, string Body)> ReadAsync(StreamReader reader)
    {
        var status = await reader.ReadLineAsync() ?? throw new IOException("the server closed the connection instead of answering");
        var (length, close) = (0, !keepAlive);
        while (await reader.ReadLineAsync() is { Length: > 0 } header)
        {
            if (header.StartsWith("Content-Length: ", StringComparison.OrdinalIgnoreCase))
                length = int.Parse(header[16..], CultureInfo.InvariantCulture);
            close |= header.Equals("Connection: close", StringComparison.OrdinalIgnoreCase);
        }

        var body = new char[length];
        var read = await reader.ReadBlockAsync(body);
        if (close)
            Dispose();
        return (status, read == length ? new string(body) : throw new IOException("the server closed the connection in the middle of its answer"));
    }
}

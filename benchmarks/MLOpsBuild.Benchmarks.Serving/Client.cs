using System.Diagnostics;
using System.Globalization;
using System.Net.Sockets;
using System.Text;

namespace MLOpsBuild.Benchmarks.Serving;

/// <summary>A client that costs little: one connection, the same request again and again, the answer read to its length.</summary>
internal sealed class Client(Uri url, string body) : IDisposable
{
    private readonly Socket _socket = new(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
    private readonly byte[] _request = Encoding.ASCII.GetBytes(string.Create(CultureInfo.InvariantCulture,
        $"POST /predict HTTP/1.1\r\nHost: {url.Authority}\r\nContent-Type: application/json\r\nContent-Length: {body.Length}\r\n\r\n{body}"));
    private readonly byte[] _answer = new byte[16 * 1024];

    /// <summary>The body of one answer.</summary>
    public async Task<string> AskAsync()
    {
        if (!_socket.Connected)
            await _socket.ConnectAsync(url.Host, url.Port);
        await _socket.SendAsync(_request);
        var (head, length) = await ReceiveAsync();
        return Encoding.UTF8.GetString(_answer, head, length);
    }

    /// <summary>Asks this often; how long each answer took, in ticks of the stopwatch.</summary>
    public async Task<long[]> AskAsync(int times)
    {
        var durations = new long[times];
        for (var i = 0; i < times; i++)
        {
            var started = Stopwatch.GetTimestamp();
            await _socket.SendAsync(_request);
            await ReceiveAsync();
            durations[i] = Stopwatch.GetTimestamp() - started;
        }

        return durations;
    }

    public void Dispose() => _socket.Dispose();

    private async Task<(int Head, int Length)> ReceiveAsync()
    {
        var (received, head, length) = (0, -1, 0);
        while (head < 0 || received < head + length)
        {
            var read = await _socket.ReceiveAsync(_answer.AsMemory(received));
            if (read == 0)
                throw new IOException($"{url} closed the connection instead of answering.");
            received += read;
            if (head < 0)
                (head, length) = Head(_answer.AsSpan(0, received));
        }

        return (head, length);
    }

    private static (int Head, int Length) Head(ReadOnlySpan<byte> answer)
    {
        var end = answer.IndexOf("\r\n\r\n"u8);
        if (end < 0)
            return (-1, 0);
        if (!answer.StartsWith("HTTP/1.1 200 "u8))
            throw new IOException("The answer is no 200: " + Encoding.ASCII.GetString(answer[..end]));
        var name = "Content-Length: "u8;
        var rest = answer[(answer.IndexOf(name) + name.Length)..];
        return (end + 4, int.Parse(rest[..rest.IndexOf("\r\n"u8)], CultureInfo.InvariantCulture));
    }
}

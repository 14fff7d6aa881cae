using System.Collections.Concurrent;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace MLOpsBuild.Registry.Tests;

/// <summary>Stands before a registry and spoils exchanges as a rule says; every request has a connection of its own, so that each can be spoiled.</summary>
internal sealed class FaultProxy : IAsyncDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _ended = new();
    private readonly ConcurrentQueue<ProxiedRequest> _requests = new();
    private readonly ConcurrentBag<Task> _exchanges = [];
    private readonly (string Host, int Port) _upstream;
    private readonly Func<ProxiedRequest, Fault?> _rule;
    private readonly Task _accepting;
    private int _count;

    private FaultProxy(string upstream, Func<ProxiedRequest, Fault?> rule)
    {
        var at = upstream.LastIndexOf(':');
        _upstream = (upstream[..at], int.Parse(upstream[(at + 1)..], CultureInfo.InvariantCulture));
        _rule = rule;
        _listener.Start();
        Host = _listener.LocalEndpoint.ToString()!;
        _accepting = AcceptAsync();
    }

    public string Host { get; }

    /// <summary>All requests so far, in the order they came.</summary>
    public IReadOnlyCollection<ProxiedRequest> Requests => _requests;

    public static Task<FaultProxy> StartAsync(string upstream, Func<ProxiedRequest, Fault?>? rule = null) => Task.FromResult(new FaultProxy(upstream, rule ?? (_ => null)));

    /// <summary>A client of the same repositories through this proxy.</summary>
    public RemoteRegistry Connect(string address, RemoteOptions? options = null) =>
        RemoteRegistry.Connect(Host + address[address.IndexOf('/', StringComparison.Ordinal)..], options ?? SharedRegistry.Quick);

    public async ValueTask DisposeAsync()
    {
        await _ended.CancelAsync();
        _listener.Stop();
        await _accepting;
        await Task.WhenAll(_exchanges);
        _ended.Dispose();
    }

    private async Task AcceptAsync()
    {
        try
        {
            while (true)
            {
                var client = await _listener.AcceptTcpClientAsync(_ended.Token);
                _exchanges.Add(ServeAsync(client));
            }
        }
        catch (OperationCanceledException)
        {
        }
    }

    private async Task ServeAsync(TcpClient client)
    {
        using var server = new TcpClient();
        try
        {
            var stream = client.GetStream();
            if (await ReadHeadAsync(stream) is not { } head)
                return;
            var line = head[..head.IndexOf("\r\n", StringComparison.Ordinal)].Split(' ');
            var request = new ProxiedRequest(Interlocked.Increment(ref _count), line[0], line[1], head);
            _requests.Enqueue(request);
            switch (_rule(request))
            {
                case Fault.Reset:
                    client.LingerState = new(true, 0);
                    return;
                case Fault.Swallow swallow:
                    await stream.WriteAsync("HTTP/1.1 100 Continue\r\n\r\n"u8.ToArray(), _ended.Token);
                    await stream.ReadExactlyAsync(new byte[swallow.After], _ended.Token);
                    client.LingerState = new(true, 0);
                    return;
                case Fault.Silence:
                    await Task.Delay(Timeout.Infinite, _ended.Token);
                    return;
                case Fault.Answer answer:
                    await AnswerAsync(client, answer);
                    return;
                case var fault:
                    await server.ConnectAsync(_upstream.Host, _upstream.Port, _ended.Token);
                    await PassAsync(client, server, head, fault);
                    return;
            }
        }
        catch (Exception over) when (over is IOException or SocketException or OperationCanceledException)
        {
            // Either side has gone, as clients of a spoiled exchange do.
        }
        finally
        {
            client.Dispose();
        }
    }

    private async Task PassAsync(TcpClient client, TcpClient server, string head, Fault? fault)
    {
        var (down, up) = (client.GetStream(), server.GetStream());
        await up.WriteAsync(Encoding.ASCII.GetBytes(head.Replace("\r\n\r\n", "\r\nConnection: close\r\n\r\n", StringComparison.Ordinal)), _ended.Token);
        var sending = PumpAsync(down, up, (fault as Fault.CutRequest)?.After, (fault as Fault.FlipRequest)?.At);
        var receiving = ReceiveAsync(up, down, fault);
        var cut = await await Task.WhenAny(sending, receiving);
        if (!cut && !receiving.IsCompleted)
            cut = await receiving;
        if (cut)
            client.LingerState = server.LingerState = new(true, 0);
        client.Close();
        server.Close();
        await Task.WhenAll(Quietly(sending), Quietly(receiving));
    }

    private async Task<bool> ReceiveAsync(NetworkStream up, NetworkStream down, Fault? fault)
    {
        for (var goesOn = true; goesOn;)
        {
            if (await ReadHeadAsync(up) is not { } head)
                return false;
            goesOn = head.StartsWith("HTTP/1.1 100", StringComparison.Ordinal);
            if (goesOn || fault is not Fault.CutResponse { After: < 0 })
                await down.WriteAsync(Encoding.Latin1.GetBytes(head), _ended.Token);
        }
        return await PumpAsync(up, down, (fault as Fault.CutResponse)?.After, (fault as Fault.FlipResponse)?.At);
    }

    /// <summary>Passes bytes on to the end; true when it stopped where it was to cut.</summary>
    private async Task<bool> PumpAsync(NetworkStream from, NetworkStream to, long? cutAfter, long? flipAt)
    {
        var buffer = new byte[64 * 1024];
        long passed = 0;
        while (true)
        {
            if (passed >= cutAfter)
                return true;
            var read = await from.ReadAsync(buffer.AsMemory(0, (int)Math.Min(buffer.Length, (cutAfter ?? long.MaxValue) - passed)), _ended.Token);
            if (read == 0)
                return false;
            if (flipAt >= passed && flipAt < passed + read)
                buffer[(int)(flipAt - passed).Value] ^= 1;
            await to.WriteAsync(buffer.AsMemory(0, read), _ended.Token);
            passed += read;
        }
    }

    // What the client still sends is read, so that closing does not reset the connection before the answer has arrived.
    private async Task AnswerAsync(TcpClient client, Fault.Answer answer)
    {
        var head = string.Concat(answer.Headers.Append(FormattableString.Invariant($"Content-Length: {answer.Body.Length}")).Append("Connection: close").Select(header => header + "\r\n"));
        var stream = client.GetStream();
        await stream.WriteAsync(Encoding.Latin1.GetBytes(FormattableString.Invariant($"HTTP/1.1 {answer.Status} Fault\r\n{head}\r\n{answer.Body}")), _ended.Token);
        client.Client.Shutdown(SocketShutdown.Send);
        await stream.CopyToAsync(Stream.Null, _ended.Token);
    }

    private async Task<string?> ReadHeadAsync(NetworkStream stream)
    {
        var head = new StringBuilder();
        var one = new byte[1];
        while (!head.ToString().EndsWith("\r\n\r\n", StringComparison.Ordinal))
        {
            if (await stream.ReadAsync(one, _ended.Token) == 0)
                return null;
            head.Append((char)one[0]);
        }
        return head.ToString();
    }

    private static async Task Quietly(Task task)
    {
        try
        {
            await task;
        }
        catch (Exception over) when (over is IOException or SocketException or OperationCanceledException or ObjectDisposedException)
        {
            // The exchange has ended, and its other half with it.
        }
    }
}

using System.Globalization;
using System.Net;
using System.Net.Sockets;

namespace MLOpsBuild.Delivery;

/// <summary>Finds out who listens on a TCP port of this machine's loopback address.</summary>
internal static class PortOwner
{
    private const string Listening = "0A";
    private static readonly string[] Tables = ["/proc/self/net/tcp", "/proc/self/net/tcp6"];

    /// <summary>Fails where a process other than <paramref name="ours"/> listens on the port, or the port may not be used.</summary>
    public static void EnsureFree(int port, int? ours)
    {
        var listeners = Sockets(port).ToArray();
        if (listeners.Length > 0)
        {
            var owners = Owners(listeners).ToArray();
            if (owners.Length < listeners.Length || owners.Any(pid => pid != ours))
                throw DeliveryErrors.PortInUse(port, owners.FirstOrDefault(pid => pid != ours));
        }
        else if (ours is null)
        {
            Try(port);
        }
    }

    private static void Try(int port)
    {
        try
        {
            using var listener = new TcpListener(IPAddress.Loopback, port);
            listener.Start();
        }
        catch (SocketException refusal) when (refusal.SocketErrorCode == SocketError.AddressAlreadyInUse)
        {
            throw DeliveryErrors.PortInUse(port, 0);
        }
        catch (SocketException refusal)
        {
            throw DeliveryErrors.PortRefused(port, refusal);
        }
    }

    /// <summary>The inode numbers of the listening sockets that a server on loopback would collide with.</summary>
    private static IEnumerable<string> Sockets(int port)
    {
        var suffix = ":" + port.ToString("X4", CultureInfo.InvariantCulture);
        return Tables
            .Where(File.Exists)
            .SelectMany(File.ReadLines)
            .Select(line => line.Split(' ', StringSplitOptions.RemoveEmptyEntries))
            .Where(fields => fields.Length > 9 && fields[3] == Listening && fields[1].EndsWith(suffix, StringComparison.Ordinal) && Collides(fields[1]))
            .Select(fields => fields[9]);
    }

    private static bool Collides(string address) => address.Split(':')[0] switch
    {
        "0100007F" or "00000000" => true, // 127.0.0.1, 0.0.0.0
        "00000000000000000000000000000000" or "0000000000000000FFFF00000100007F" => true, // ::, ::ffff:127.0.0.1
        _ => false,
    };

    private static IEnumerable<int> Owners(string[] inodes)
    {
        var links = inodes.Select(inode => $"socket:[{inode}]").ToHashSet(StringComparer.Ordinal);
        return CommandLines.Pids().Where(pid => Files(pid).Any(links.Contains));
    }

    private static IEnumerable<string> Files(int pid)
    {
        try
        {
            return [.. Directory.GetFiles(FormattableString.Invariant($"/proc/{pid}/fd")).Select(file => new FileInfo(file).LinkTarget ?? "")];
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return [];
        }
    }
}

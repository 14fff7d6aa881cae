using System.Net.Sockets;

namespace MLOpsBuild.Testing;

/// <summary>A host of a test.</summary>
/// <param name="Name">The container's name.</param>
/// <param name="Address">The IPv4 address.</param>
/// <param name="PublicKey">The public key by which it is known.</param>
public sealed record TestHost(string Name, string Address, string PublicKey)
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    /// <summary>Standard output of a command that root runs on the host.</summary>
    public Task<string> RunAsync(params string[] command) => Shell.RunAsync("docker", ["exec", Name, .. command]);

    /// <summary>What a command of root came to on the host.</summary>
    public Task<(int Exit, string Output, string Error)> TryAsync(params string[] command) => Shell.TryAsync("docker", ["exec", Name, .. command]);

    /// <summary>What a command line of root's shell writes.</summary>
    public Task<string> ShellAsync(string command) => RunAsync("bash", "-c", command);

    /// <summary>Waits until systemd has started and sshd answers.</summary>
    internal async Task StartedAsync()
    {
        using var patience = new CancellationTokenSource(Patience);
        while (true)
        {
            try
            {
                using var client = new TcpClient();
                await client.ConnectAsync(Address, 22, patience.Token);
                using var reader = new StreamReader(client.GetStream());
                if (await reader.ReadLineAsync(patience.Token) is { Length: > 0 })
                    return;
            }
            catch (SocketException)
            {
                await Task.Delay(20, patience.Token);
            }
        }
    }
}

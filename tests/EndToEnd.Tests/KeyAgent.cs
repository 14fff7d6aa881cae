using System.Text.RegularExpressions;
using MLOpsBuild.Testing;

namespace MLOpsBuild.EndToEnd.Tests;

/// <summary>An <c>ssh-agent</c> that has one key.</summary>
internal sealed partial class KeyAgent : IAsyncDisposable
{
    private readonly TemporaryFolder _folder = new();
    private string? _process;

    /// <summary>Where it answers.</summary>
    public string Socket => _folder.File("agent.socket");

    public async Task StartAsync(string privateKey)
    {
        _process = ProcessOf().Match(await Shell.RunAsync(Services.Require("ssh-agent"), "-s", "-a", Socket)).Groups[1].Value;
        await Shell.RunAsync("env", "SSH_AUTH_SOCK=" + Socket, "ssh-add", "-q", privateKey);
    }

    public async ValueTask DisposeAsync()
    {
        if (_process is not null)
            await Shell.RunAsync("kill", _process);
        _folder.Dispose();
    }

    [GeneratedRegex("SSH_AGENT_PID=([0-9]+);")]
    private static partial Regex ProcessOf();
}

using System.Diagnostics;
using System.Text.RegularExpressions;
using MLOpsBuild.Testing;

namespace MLOpsBuild.Delivery.Tests;

/// <summary>A Docker engine of a test's own on loopback, which speaks TLS and lets in whom an authority vouches for; it has no image and no network.</summary>
internal sealed partial class SecuredEngine : IAsyncDisposable
{
    private const int Terminate = 15;
    private readonly TemporaryFolder _folder;
    private readonly Process _process;
    private readonly Task _drained;

    private SecuredEngine(TemporaryFolder folder, Process process, int port)
    {
        (_folder, _process, Port) = (folder, process, port);
        _drained = process.StandardError.ReadToEndAsync();
    }

    public int Port { get; }

    /// <summary>Starts it and waits until it listens; skips the test where the program is missing, or may not be run.</summary>
    public static async Task<SecuredEngine> StartAsync(TestAuthority authority, string name)
    {
        var program = Services.Require("dockerd", "Debian: apt-get install docker.io");
        Assert.SkipUnless(Environment.IsPrivilegedProcess, "dockerd is for root.");
        var folder = new TemporaryFolder("mlops-secured");
        var certificates = authority.Save(folder.File("certificates"), name);
        var process = Process.Start(new ProcessStartInfo(program,
        [
            "--host", "tcp://127.0.0.1:0", "--tlsverify", "--tlscacert", Path.Combine(certificates, "ca.pem"), "--tlscert", Path.Combine(certificates, "cert.pem"), "--tlskey", Path.Combine(certificates, "key.pem"),
            "--data-root", folder.File("data"), "--exec-root", folder.File("exec"), "--pidfile", folder.File("engine.pid"), "--bridge", "none", "--iptables=false",
            "--containerd-namespace", "mlops-secured", "--containerd-plugins-namespace", "mlops-secured-plugins",
        ]) { RedirectStandardError = true })!;
        var said = new List<string>();
        while (await process.StandardError.ReadLineAsync(TestContext.Current.CancellationToken) is { } line)
        {
            if (Listening().Match(line) is { Success: true } match)
                return new(folder, process, int.Parse(match.Groups[1].Value, System.Globalization.CultureInfo.InvariantCulture));
            said.Add(line);
        }

        folder.Dispose();
        throw new InvalidOperationException($"dockerd ended at once: {string.Join('\n', said)}");
    }

    public async ValueTask DisposeAsync()
    {
        Assert.Equal(0, LibC.Kill(_process.Id, Terminate));
        await _process.WaitForExitAsync();
        await _drained;
        _process.Dispose();
        _folder.Dispose();
    }

    [GeneratedRegex("API listen on 127\\.0\\.0\\.1:([0-9]+)")]
    private static partial Regex Listening();
}

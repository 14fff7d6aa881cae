using System.Globalization;
using Xunit;

namespace MLOpsBuild.Testing;

/// <summary>Hosts of a test's own: containers with systemd, sshd, sudo, Python and .NET, reached by an own key and known by an own list of host keys. Gone when the test is.</summary>
public sealed class TestHosts : IAsyncDisposable
{
    private const string Image = "mlopsbuild-test-host";
    private const string Label = "mlopsbuild.test-host";
    private static int _sets;
    private readonly TemporaryFolder _folder = new("hosts");
    private readonly string _prefix = Invariant($"mlops-ansible-{Environment.ProcessId}-{Interlocked.Increment(ref _sets)}-");

    private TestHosts()
    {
    }

    /// <summary>The hosts, in order.</summary>
    public IReadOnlyList<TestHost> All { get; private set; } = [];

    /// <summary>Their addresses, in order.</summary>
    public string[] Addresses => [.. All.Select(host => host.Address)];

    /// <summary>The user who logs in and may use sudo without a password.</summary>
    public const string User = "deploy";

    /// <summary>The private key that logs in.</summary>
    public string PrivateKey => _folder.File("key");

    /// <summary>The hosts' public keys.</summary>
    public string KnownHosts => _folder.File("known_hosts");

    /// <summary>Starts hosts; skips the test where there is no Docker engine, no image or no Ansible.</summary>
    /// <param name="count">How many.</param>
    /// <param name="options">Further arguments of <c>docker run</c>.</param>
    public static async Task<TestHosts> StartAsync(int count, params string[] options)
    {
        Services.Require("ansible-playbook");
        Services.Require("docker");
        var (exit, _, error) = await Shell.TryAsync("docker", "image", "inspect", Image);
        Assert.SkipWhen(exit != 0, $"No Docker engine with the image {Image}: run tests/services.sh FOLDER ({error.Trim()}).");
        await RemoveLeftAsync();

        var hosts = new TestHosts();
        try
        {
            await Shell.RunAsync("ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-f", hosts.PrivateKey);
            hosts.All = await Task.WhenAll(Enumerable.Range(1, count).Select(number => hosts.StartAsync(hosts._prefix + number.ToString(CultureInfo.InvariantCulture), options)));
            await File.WriteAllLinesAsync(hosts.KnownHosts, hosts.All.Select(host => $"{host.Address} {host.PublicKey}"));
            return hosts;
        }
        catch
        {
            await hosts.DisposeAsync();
            throw;
        }
    }

    /// <summary>Runs <c>ansible-playbook</c> as a person would, and gives its exit code and all that it said.</summary>
    public async Task<(int Exit, string Output)> PlayAsync(string project, string environment, params string[] arguments)
    {
        var (exit, output, error) = await Shell.TryAsync("env", [
            "--chdir=" + project, "LC_ALL=C.UTF-8", "ANSIBLE_NOCOLOR=1", $"ANSIBLE_HOME={_folder.File("ansible")}", $"ANSIBLE_SSH_COMMON_ARGS=-o 'UserKnownHostsFile=\"{KnownHosts}\"'",
            "ansible-playbook", "--inventory", "inventories/" + environment, "--user", User, "--private-key", PrivateKey, .. arguments]);
        return (exit, output + error);
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        var ours = (await Shell.RunAsync("docker", "ps", "--all", "--format", "{{.Names}}", "--filter", "name=^/" + _prefix)).Split('\n', StringSplitOptions.RemoveEmptyEntries);
        if (ours.Length > 0)
            await Shell.RunAsync("docker", ["rm", "--force", "--volumes", .. ours]);
        _folder.Dispose();
    }

    private async Task<TestHost> StartAsync(string name, string[] options)
    {
        var key = _folder.File(name);
        await Shell.RunAsync("ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-f", key);
        await Shell.RunAsync("docker", [
            "run", "--detach", "--name", name, "--hostname", name, "--label", Invariant($"{Label}={Environment.ProcessId}"), "--stop-signal", "SIGRTMIN+3",
            // The unit's hardening mounts, as systemd does on a machine of its own.
            "--cap-add", "SYS_ADMIN", "--security-opt", "seccomp=unconfined", "--security-opt", "apparmor=unconfined", "--cgroupns=host", "--volume", "/sys/fs/cgroup:/sys/fs/cgroup",
            "--tmpfs", "/run", "--tmpfs", "/run/lock", "--tmpfs", "/tmp",
            "--volume", key + ":/etc/ssh/ssh_host_ed25519_key:ro", "--volume", PrivateKey + ".pub:/home/deploy/.ssh/authorized_keys:ro",
            .. options, Image]);
        var address = (await Shell.RunAsync("docker", "inspect", "--format", "{{.NetworkSettings.IPAddress}}", name)).Trim();
        var host = new TestHost(name, address, string.Join(' ', (await File.ReadAllTextAsync(key + ".pub")).Split(' ')[..2]));
        await host.StartedAsync();
        return host;
    }

    /// <summary>Removes the hosts of test runs that ended without removing them.</summary>
    private static async Task RemoveLeftAsync()
    {
        var listed = (await Shell.RunAsync("docker", "ps", "--all", "--format", $"{{{{.Names}}}} {{{{.Label \"{Label}\"}}}}", "--filter", "label=" + Label)).Split('\n', StringSplitOptions.RemoveEmptyEntries);
        var left = listed.Select(line => line.Split(' ')).Where(fields => !Directory.Exists("/proc/" + fields[1])).Select(fields => fields[0]).ToArray();
        if (left.Length > 0)
            await Shell.TryAsync("docker", ["rm", "--force", "--volumes", .. left]);
    }

    private static string Invariant(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}

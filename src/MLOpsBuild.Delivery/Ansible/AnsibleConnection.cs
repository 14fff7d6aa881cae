using System.Globalization;
using System.Security.Cryptography;

namespace MLOpsBuild.Delivery;

/// <summary>How the hosts of an environment are reached. What is not said is left to Ansible and to <c>~/.ssh/config</c>; keys of the user's agent are used in any case.</summary>
public sealed record AnsibleConnection
{
    private const string TimeoutVariable = "ANSIBLE_TIMEOUT";
    private static readonly TimeSpan DefaultConnectTimeout = TimeSpan.FromSeconds(10);

    /// <summary>The user who logs in; null takes ssh's.</summary>
    public string? User { get; init; }

    /// <summary>The file of the private key; null takes ssh's and the agent's.</summary>
    public string? PrivateKey { get; init; }

    /// <summary>The file of the keys of known hosts; null takes ssh's. A host that is not in it, or has another key, is refused.</summary>
    public string? KnownHosts { get; init; }

    /// <summary>The password of sudo on the hosts; null where none is asked for. It reaches Ansible by a file that only this user may read and that is removed.</summary>
    public string? BecomePassword { get; init; }

    /// <summary>How long a host may take to be connected, and sudo there to answer. Default 10 seconds.</summary>
    public TimeSpan ConnectTimeout { get; init; } = DefaultConnectTimeout;

    /// <summary>How long a playbook may run. Default 30 minutes.</summary>
    public TimeSpan Timeout { get; init; } = TimeSpan.FromMinutes(30);

    /// <summary>How long a server may take to be ready. Default 60 seconds.</summary>
    public TimeSpan Patience { get; init; } = TimeSpan.FromSeconds(60);

    /// <summary>Takes hosts over from another run although nothing proves that it is gone.</summary>
    public bool TakeOver { get; init; }

    /// <summary>Who deploys; null takes this machine's user.</summary>
    public string? By { get; init; }

    /// <summary>The program <c>ansible-playbook</c>; null takes the one on the PATH.</summary>
    public string? Program { get; init; }

    /// <summary>The folder of the connections that ssh keeps open, one for each list of known hosts: a connection that is open already is not held to another list. Null takes Ansible's own.</summary>
    internal string? OpenConnections()
    {
        if (KnownHosts is null || !File.Exists(KnownHosts))
            return null;
        var list = Convert.ToHexStringLower(SHA256.HashData(File.ReadAllBytes(KnownHosts)).AsSpan(0, 4));
        return Path.Combine(Environment.GetEnvironmentVariable("ANSIBLE_HOME") is { Length: > 0 } home ? home : "~/.ansible", "cp-" + list);
    }

    /// <summary>What the environment of this process says: the file of the keys of known hosts in <c>MLOPSBUILD_KNOWN_HOSTS</c>, the password of sudo in <c>MLOPSBUILD_BECOME_PASSWORD</c>, whether to take hosts over in <c>MLOPSBUILD_TAKE_OVER</c> (<c>true</c>), and the time for a connect in Ansible's own <c>ANSIBLE_TIMEOUT</c> (seconds). All else is ssh's.</summary>
    /// <exception cref="DeliveryException"><c>ANSIBLE_TIMEOUT</c> is not a whole number above 0.</exception>
    public static AnsibleConnection FromEnvironment() => From(Environment.GetEnvironmentVariable);

    internal static AnsibleConnection From(Func<string, string?> variable) => new()
    {
        KnownHosts = variable("MLOPSBUILD_KNOWN_HOSTS") is { Length: > 0 } known ? Path.GetFullPath(known) : null,
        BecomePassword = variable("MLOPSBUILD_BECOME_PASSWORD") is { Length: > 0 } password ? password : null,
        TakeOver = string.Equals(variable("MLOPSBUILD_TAKE_OVER"), "true", StringComparison.OrdinalIgnoreCase),
        ConnectTimeout = variable(TimeoutVariable) is { Length: > 0 } seconds ? Seconds(seconds) : DefaultConnectTimeout,
    };

    private static TimeSpan Seconds(string text) => int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var seconds) && seconds > 0
        ? TimeSpan.FromSeconds(seconds)
        : throw AnsibleErrors.NoSeconds(TimeoutVariable, text);
}

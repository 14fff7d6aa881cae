using System.Text;
using MLOpsBuild.Delivery.Tests;
using MLOpsBuild.Testing;

namespace MLOpsBuild.EndToEnd.Tests;

/// <summary>A checkout whose signed releases go to hosts with systemd and sshd: one of staging, then those of production one by one.</summary>
internal sealed class HostedCheckout : IAsyncDisposable
{
    public const string Definition = "pipelines/credit-scoring/CreditScoring.cs";
    private const int Port = 8080;
    private const string Row = """{"Seniority":9,"Home":"rent","Time":60,"Records":false,"Job":"freelance","Expenses":73,"Income":129,"Assets":0,"Debt":0,"Amount":800,"Price":846}""";
    private static readonly TimeSpan Pace = TimeSpan.FromMilliseconds(100); // hosts, clients and compiler share the processors
    private readonly TestHosts _hosts;
    private readonly KeyAgent _agent = new();

    private HostedCheckout(Checkout files, TestHosts hosts) => (Files, _hosts) = (files, hosts);

    public Checkout Files { get; }

    public TestHost Staging => _hosts.All[0];

    public TestHost[] Production => [.. _hosts.All.Skip(1)];

    /// <summary>Starts the hosts, defines the environments and generates their playbooks.</summary>
    public static async Task<HostedCheckout> StartAsync(BuiltCheckout built, int production)
    {
        var hosts = await TestHosts.StartAsync(1 + production);
        var checkout = new HostedCheckout(built.Copy(), hosts);
        try
        {
            await checkout._agent.StartAsync(hosts.PrivateKey);
            await checkout.DefineAsync();
            return checkout;
        }
        catch
        {
            await checkout.DisposeAsync();
            throw;
        }
    }

    /// <summary>What a CI server keeps for the environments.</summary>
    public IReadOnlyDictionary<string, object?> Secrets => new Dictionary<string, object?>
    {
        ["SSH_KEY_OF_STAGING"] = File.ReadAllText(_hosts.PrivateKey),
        ["SSH_KEY_OF_PRODUCTION"] = File.ReadAllText(_hosts.PrivateKey),
        ["KNOWN_HOSTS"] = File.ReadAllText(_hosts.KnownHosts),
        ["MLOPSBUILD_SIGNING_KEY"] = File.ReadAllText(Files.PathOf("release-key.pem")),
    };

    /// <summary>What a machine that releases has in its environment, whoever runs it.</summary>
    public static IReadOnlyDictionary<string, string> Variables { get; } = new Dictionary<string, string>
    {
        ["ANSIBLE_REMOTE_USER"] = TestHosts.User,
        ["ANSIBLE_TIMEOUT"] = "60", // hosts and compiler share the processors
    };

    /// <summary>A clone of what was committed, in which the build is compiled and nothing has run.</summary>
    public Checkout Clone()
    {
        var clone = Files.Copy();
        foreach (var folder in (string[])["artifacts", ".mlops"])
            Directory.Delete(clone.PathOf(folder), recursive: true);
        File.Delete(clone.PathOf("release-key.pem"));
        return clone;
    }

    /// <summary>Runs <c>build.sh</c> as the user whose agent has the hosts' key, and who may sign.</summary>
    public Task<ScriptRun> BuildAsync(params string[] arguments) => AsReleaser(Files.Script()).RunAsync(arguments);

    /// <summary>Runs <c>build.sh</c> in a session of its own, and interrupts all that runs there once it says these words, as Ctrl-C does in a terminal.</summary>
    public async Task<ScriptRun> InterruptedAsync(string words, params string[] arguments)
    {
        using var process = AsReleaser(Files.Script("setsid")).Start([Files.PathOf("build.sh"), .. arguments]);
        var error = process.StandardError.ReadToEndAsync();
        var output = new StringBuilder();
        var interrupted = false;
        while (await process.StandardOutput.ReadLineAsync() is { } line)
        {
            output.Append(line).Append('\n');
            if (interrupted || !line.Contains(words, StringComparison.Ordinal))
                continue;
            await Shell.RunAsync("kill", "-INT", "--", FormattableString.Invariant($"-{process.Id}"));
            interrupted = true;
        }

        await process.WaitForExitAsync();
        return new(process.ExitCode, output.ToString(), await error);
    }

    /// <summary>The release that a host answers with.</summary>
    public static async Task<string> ServedAsync(TestHost host)
    {
        using var client = new StrictClient(Url(host), keepAlive: false);
        var (status, body) = await client.PredictAsync(Row);
        Assert.Equal("HTTP/1.1 200 OK", status);
        return Load.ReleaseOf(body);
    }

    /// <summary>What clients of each host of production saw, who asked from before the work until after it.</summary>
    public async Task<Load[]> UnderLoadAsync(Func<Task> work)
    {
        var done = new TaskCompletionSource();
        var loads = Production.Select(host => Load.DuringAsync(Url(host), Row, () => done.Task, Pace)).ToArray();
        try
        {
            await work();
        }
        finally
        {
            done.SetResult();
        }

        return await Task.WhenAll(loads);
    }

    public async ValueTask DisposeAsync()
    {
        await _agent.DisposeAsync();
        await _hosts.DisposeAsync();
        Files.Dispose();
    }

    private Script AsReleaser(Script script)
    {
        script.With("SSH_AUTH_SOCK", _agent.Socket).With("MLOPSBUILD_KNOWN_HOSTS", _hosts.KnownHosts).With("MLOPSBUILD_SIGNING_KEY", Files.PathOf("release-key.pem"));
        foreach (var (name, value) in Variables)
            script.With(name, value);
        return script;
    }

    private async Task DefineAsync()
    {
        var production = string.Join(", ", Production.Select(host => $"\"{host.Address}\""));
        Files.Edit(Definition, ".Deploy(to => to.Local(port: 8080))", $"""
            .Push(to => to.RequireSignature())
                    .Deploy(to => to
                        .Environment("staging", staging => staging.Hosts("{Staging.Address}").SshKey("SSH_KEY_OF_STAGING").KnownHosts("KNOWN_HOSTS"))
                        .Environment("production", production => production.Hosts({production}).Rolling("1", "100%").After("staging").Approvers("release-managers")
                            .SshKey("SSH_KEY_OF_PRODUCTION").KnownHosts("KNOWN_HOSTS")))
                    .Ansible(ansible => ansible.Listen("0.0.0.0", {Port}))
            """);
        var openssl = Services.Require("openssl");
        await Shell.RunAsync(openssl, "genpkey", "-algorithm", "EC", "-pkeyopt", "ec_paramgen_curve:P-256", "-out", Files.PathOf("release-key.pem"));
        await Shell.RunAsync(openssl, "pkey", "-in", Files.PathOf("release-key.pem"), "-pubout", "-out", Files.PathOf("release-key.pub"));
        await File.WriteAllTextAsync(Files.PathOf("trust.json"), """{ "formatVersion": 1, "keys": [{ "name": "release-key", "publicKey": "release-key.pub", "pipelines": ["credit-scoring"] }] }""");
        (await BuildAsync("Generate", "--pipeline", "credit-scoring")).Ended(0);
        Commit();
    }

    /// <summary>Commits what is there as its author.</summary>
    public void Commit()
    {
        Git.Run(Files.Root, "init", "--quiet");
        Git.Run(Files.Root, "add", "--all", "--", ".", ":!release-key.pem");
        Git.Run(Files.Root, "-c", "user.name=Ada Lovelace", "-c", "user.email=ada@example.org", "commit", "--quiet", "--message", "A release");
    }

    private static Uri Url(TestHost host) => new UriBuilder("http", host.Address, Port).Uri;
}

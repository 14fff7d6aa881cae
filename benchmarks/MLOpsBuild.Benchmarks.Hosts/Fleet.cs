using System.Text.Json;
using MLOpsBuild.Delivery;
using MLOpsBuild.Emitters;
using MLOpsBuild.Pipelines;
using MLOpsBuild.Registry;
using MLOpsBuild.Testing;

namespace MLOpsBuild.Benchmarks.Hosts;

/// <summary>Hosts with systemd and sshd, the playbooks that are generated for them, and releases of one trained model.</summary>
internal sealed class Fleet : IAsyncDisposable
{
    private static readonly string ServerFolder = Path.GetFullPath(Path.Combine(AppContext.BaseDirectory, "..", "..", "MLOpsBuild.Serving", new DirectoryInfo(AppContext.BaseDirectory).Name));
    private readonly TemporaryFolder _folder = new();
    private readonly TestHosts _hosts;
    private readonly Pipeline _model;
    private readonly List<(string Version, string Digest, string Folder)> _releases = [];

    private Fleet(TestHosts hosts) => (_hosts, _model) = (hosts, new HostedCredit(hosts.Addresses).Model);

    private AnsibleEnvironment Driver => AnsibleEnvironment.Create(_model, _model.Deploy.Environments.Single(), _folder.Path, new() { User = TestHosts.User, PrivateKey = _hosts.PrivateKey, KnownHosts = _hosts.KnownHosts, By = "benchmark" });

    /// <summary>Starts hosts, generates their playbooks, trains, and packages releases 1 to the last.</summary>
    public static async Task<Fleet> StartAsync(int hosts, int releases)
    {
        var fleet = new Fleet(await TestHosts.StartAsync(hosts));
        foreach (var file in new AnsibleEmitter().Emit(new(fleet._model, new() { Targets = [], Goals = [] }, "Definition.cs")).Files)
        {
            Directory.CreateDirectory(Path.GetDirectoryName(fleet._folder.File(file.Path))!);
            await File.WriteAllTextAsync(fleet._folder.File(file.Path), file.Text);
        }

        using var model = new TrainedModel();
        for (var number = 1; number <= releases; number++)
            await fleet.PackageAsync(model, FormattableString.Invariant($"1.0.{number}"));
        return fleet;
    }

    /// <summary>Deploys a release as the build does.</summary>
    public async Task ByDriverAsync(int number)
    {
        var (version, digest, folder) = _releases[number - 1];
        var report = await Driver.DeployAsync(new() { Version = version, Digest = digest, PackageFolder = folder, ServerFolder = ServerFolder }, new Progress<RolloutEvent>(), CancellationToken.None);
        if (!report.Succeeded)
            throw new InvalidOperationException($"The driver did not bring {version}: {report.Breach}");
    }

    /// <summary>Deploys a release by the playbook alone, with the variables that the driver gives.</summary>
    public async Task ByPlaybookAsync(int number)
    {
        var (version, digest, folder) = _releases[number - 1];
        var variables = JsonSerializer.Serialize(new Dictionary<string, object>
        {
            ["model_server_by"] = "benchmark",
            ["model_server_patience_seconds"] = 60,
            ["model_server_release"] = version,
            ["model_server_digest"] = digest,
            ["model_server_package"] = folder,
            ["model_server_program"] = ServerFolder,
        });
        var (exit, output) = await _hosts.PlayAsync(_folder.File("pipelines", HostedCredit.Pipeline, "ansible"), HostedCredit.Environment, "deploy.yml", "--extra-vars", variables);
        if (exit != 0)
            throw new InvalidOperationException($"ansible-playbook did not bring {version} ({exit}): {output}");
    }

    /// <summary>Brings the last release to the hosts; its number.</summary>
    public async Task<int> BringLastAsync()
    {
        await ByDriverAsync(_releases.Count);
        return _releases.Count;
    }

    public async ValueTask DisposeAsync()
    {
        await _hosts.DisposeAsync();
        _folder.Dispose();
    }

    private async Task PackageAsync(TrainedModel model, string version)
    {
        var content = _folder.File("content-" + version);
        model.CopyTo(content);
        await File.WriteAllTextAsync(Path.Combine(content, "version.txt"), version);
        var folder = _folder.File("package-" + version);
        var manifest = await ModelPackage.WriteAsync(content, new(PackageConfig.CurrentFormatVersion, HostedCredit.Pipeline, "binary-classification"), folder);
        _releases.Add((version, manifest.Digest.ToString(), folder));
    }
}

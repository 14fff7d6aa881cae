using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;
using CliWrap;

namespace MLOpsBuild.Delivery;

/// <summary>Runs the generated playbooks of one environment; what they do is told by a plugin of ours, line by line, and no word of Ansible's own output is read.</summary>
internal sealed class AnsibleRunner(string project, string environment, IReadOnlyList<string> hosts, AnsibleConnection connection)
{
    private const string Name = "ansible-playbook";

    /// <summary>Keeps a terminal's Ctrl-C from the connections to hosts, which would leave what runs there alone; Ansible is asked to end, and waits for it.</summary>
    private const string OwnSession = "setsid";
    private const int MostErrorText = 20_000;

    /// <summary>Exit codes that speak of hosts: failed ones (2), unreachable ones (4), an ended play (8).</summary>
    private const int Counted = 2 | 4 | 8;

    /// <summary>How long Ansible may take to end when asked; what is at work on hosts then gets less than that to come to its end.</summary>
    private static readonly TimeSpan Farewell = TimeSpan.FromSeconds(40);
    private const int WorkersPolls = 300;

    /// <summary>A host that is connected and has not answered so many times in the time of a connect is lost.</summary>
    private const int LostAfter = 3;

    /// <summary>Runs a playbook to its end.</summary>
    /// <param name="playbook">Its name without ending.</param>
    /// <param name="only">The hosts; empty takes all of the environment.</param>
    /// <param name="variables">Variables for the playbook; never secrets, since arguments can be read by other users.</param>
    /// <param name="flags">Further flags, such as <c>--check</c>.</param>
    /// <param name="progress">Takes what happens, as it happens.</param>
    /// <param name="cancellation">Asks Ansible to end (SIGINT) and waits until it has.</param>
    /// <returns>What came of it on each host, in the environment's order.</returns>
    public async Task<IReadOnlyList<HostRun>> RunAsync(
        string playbook, IReadOnlyCollection<string> only, JsonObject variables, IEnumerable<string> flags, IProgress<RolloutEvent> progress, CancellationToken cancellation)
    {
        if (!File.Exists(Path.Combine(project, playbook + ".yml")))
            throw AnsibleErrors.NoPlaybooks(project);
        var program = connection.Program ?? DotnetHost.OnPath(Name) ?? throw AnsibleErrors.NoAnsible();
        using var folder = new PrivateFolder();
        await folder.WritePluginAsync(cancellation);
        var password = connection.BecomePassword is { } secret ? await folder.WriteSecretAsync(secret, cancellation) : null;
        var runs = hosts.Where(host => only.Count == 0 || only.Contains(host)).Select(host => new HostRun(host)).ToArray();
        var errors = new StringBuilder();

        using var asked = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        asked.CancelAfter(connection.Timeout);
        using var forced = new CancellationTokenSource();
        await using var force = asked.Token.Register(() => forced.CancelAfter(Farewell));
        try
        {
            var session = DotnetHost.OnPath(OwnSession);
            var ended = await Cli.Wrap(session ?? program)
                .WithWorkingDirectory(project)
                .WithArguments([.. session is null ? Array.Empty<string>() : [program], .. Arguments(playbook, only, variables, flags)])
                .WithEnvironmentVariables(Variables(folder.Plugins, password))
                .WithStandardOutputPipe(PipeTarget.ToDelegate(line => Take(line, runs, progress), Encoding.UTF8))
                .WithStandardErrorPipe(PipeTarget.ToDelegate(line => Keep(errors, line), Encoding.UTF8))
                .WithValidation(CommandResultValidation.None)
                .ExecuteAsync(forced.Token, asked.Token);
            if (ended.ExitCode != 0 && !runs.Any(run => run.Reached))
                throw AnsibleErrors.Broken(playbook, ended.ExitCode, errors.ToString());
            if ((ended.ExitCode & ~Counted) != 0)
                foreach (var run in runs)
                    run.Interrupt(FormattableString.Invariant($"ansible-playbook was ended ({ended.ExitCode})"));
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            throw AnsibleErrors.TimedOut(playbook, connection.Timeout);
        }

        cancellation.ThrowIfCancellationRequested();
        return runs;
    }

    private IEnumerable<string> Arguments(string playbook, IReadOnlyCollection<string> only, JsonObject variables, IEnumerable<string> flags) =>
    [
        playbook + ".yml", "--inventory", "inventories/" + environment,
        .. only.Count > 0 ? ["--limit", string.Join(',', only)] : Array.Empty<string>(),
        .. connection.User is { } user ? ["--user", user] : Array.Empty<string>(),
        .. connection.PrivateKey is { } key ? ["--private-key", key] : Array.Empty<string>(),
        "--extra-vars", variables.ToJsonString(),
        .. flags,
    ];

    private Dictionary<string, string?> Variables(string plugins, string? password)
    {
        var patience = Math.Ceiling(connection.ConnectTimeout.TotalSeconds).ToString(CultureInfo.InvariantCulture);
        var known = connection.KnownHosts is { } file ? $" -o 'UserKnownHostsFile=\"{file.Replace("'", "'\\''", StringComparison.Ordinal)}\"'" : "";
        return new()
        {
            ["ANSIBLE_CONFIG"] = Path.Combine(project, "ansible.cfg"),
            ["ANSIBLE_CALLBACK_PLUGINS"] = plugins,
            ["ANSIBLE_STDOUT_CALLBACK"] = "mlopsbuild_events",
            ["ANSIBLE_HOST_KEY_CHECKING"] = "True",
            ["ANSIBLE_SSH_COMMON_ARGS"] = $"-o StrictHostKeyChecking=yes -o ServerAliveInterval={patience} -o ServerAliveCountMax={LostAfter}" + known,
            ["ANSIBLE_SSH_CONTROL_PATH_DIR"] = connection.OpenConnections(),
            ["ANSIBLE_TIMEOUT"] = patience,
            ["ANSIBLE_WORKER_SHUTDOWN_POLL_COUNT"] = WorkersPolls.ToString(CultureInfo.InvariantCulture),
            ["ANSIBLE_BECOME_PASSWORD_FILE"] = password,
            ["ANSIBLE_NOCOLOR"] = "1",
            ["LC_ALL"] = "C.UTF-8",
            ["PYTHONDONTWRITEBYTECODE"] = "1",
        };
    }

    private static void Take(string line, HostRun[] runs, IProgress<RolloutEvent> progress)
    {
        if (AnsibleEvent.Read(line) is not { } happened)
            return;
        if (runs.FirstOrDefault(run => run.Host == happened.Host) is { } run)
            run.Take(happened);
        progress.Report(new(happened.Host, happened.Task, Kind(happened), happened.Kind is "ok" ? happened.Message : HostFailure.Detail(happened)));
    }

    private static RolloutEventKind Kind(AnsibleEvent happened) => happened.Kind switch
    {
        "task" => RolloutEventKind.Started,
        "unreachable" => RolloutEventKind.Unreachable,
        "failed" => RolloutEventKind.Failed,
        _ => happened.Changed ? RolloutEventKind.Changed : RolloutEventKind.Ok,
    };

    private static void Keep(StringBuilder errors, string line)
    {
        if (errors.Length < MostErrorText)
            errors.Append(line).Append('\n');
    }
}

using System.Collections.Immutable;
using System.Globalization;
using System.Runtime.InteropServices;
using System.Text.Json;
using System.Text.RegularExpressions;
using MLOpsBuild.Testing;

namespace MLOpsBuild.Delivery.Tests;

/// <summary>A change that a module makes on a host while a release is deployed.</summary>
/// <param name="Number">Its number in the deploy, from 1.</param>
/// <param name="What">The program, the system call and what it touches.</param>
/// <param name="Turn">Its number, from 1, among those that are numbered together.</param>
internal sealed partial record Change(int Number, string What, int Turn)
{
    /// <summary>Podman's changes that are alike are numbered together, and so are all that others make; see <c>kill-at-change.py</c>.</summary>
    public string Group => GroupOf(What);

    /// <summary>What it is, the files of one archive being one.</summary>
    public string Kind => Unpacked().Replace(What, "$1*");

    /// <summary>Whether the host is lost to the deploy with the module, so that nothing puts it right but the next run; else the deploy goes on.</summary>
    public bool IsLost => Number % 2 == 1;

    /// <summary>Whether the next run goes back; else it deploys again.</summary>
    public bool IsUndone => Number % 4 > 1;

    /// <summary>Changes in the order in which they were made.</summary>
    public static ImmutableArray<Change> Of(IEnumerable<string> made)
    {
        var turns = new Dictionary<string, int>(StringComparer.Ordinal);
        return [.. made.Select((what, place) => new Change(place + 1, what, turns[GroupOf(what)] = turns.GetValueOrDefault(GroupOf(what)) + 1))];
    }

    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Number} {What}");

    private static string GroupOf(string what) => what.StartsWith("podman ", StringComparison.Ordinal) ? what : "";

    [GeneratedRegex(@"(/releases/[^/]+/model/|/servers/[^/]+/)(?!digest$|content\.tar$).*")]
    private static partial Regex Unpacked();
}

/// <summary>What a host has.</summary>
/// <param name="Release">The release that its record says serves.</param>
/// <param name="IsHalfDone">Whether its record says that something was not finished.</param>
/// <param name="Tidiness">Its servers, all files of the model and what its way of serving left, without what differs from release to release.</param>
internal sealed record HostState(string Release, bool IsHalfDone, string Tidiness);

/// <summary>Numbers the changes that modules make on a host, and kills a module before one; see <c>kill-at-change.py</c>.</summary>
internal sealed partial class ChangeKills : IAsyncDisposable
{
    private const string Program = "/opt/kill-at-change.py";
    private const string Folder = "/run/kill";
    private const string Root = "/opt/models/credit-scoring";

    // The mark of what is whole is read by root alone, whoever may read it.
    private const string Look = $"for slot in a b trial; do systemctl show model-credit-scoring-$slot -P Id -P ActiveState -P UnitFileState | tr '\\n' ' '; echo; done; find {Root} /etc/systemd/system /run/lock -name digest -print -o -path '*model*' -printf '%p %M %u:%g %l\\n' -o -name '.ansible*' -print | LC_ALL=C sort";

    /// <summary>What may be called many times for one file.</summary>
    private static readonly string[] Writes = ["write", "pwrite64", "writev", "sendfile", "copy_file_range"];

    private readonly TestHost _machine;
    private readonly HostTraces _traces;
    private readonly string _variables;
    private readonly string _before;

    private ChangeKills(TestHost machine, HostTraces traces, string variables, string before) => (_machine, _traces, _variables, _before) = (machine, traces, variables, before);

    /// <summary>Skips the test where modules cannot be killed.</summary>
    public static void RequireProcessor() =>
        Assert.SkipUnless(RuntimeInformation.OSArchitecture == Architecture.X64, "The program that kills knows the system calls of x86-64 only.");

    /// <summary>Has the host's modules run by the program that numbers, and only the release that serves kept, so that each deploy unpacks and removes one.</summary>
    public static async Task<ChangeKills> InstallAsync(Fleet fleet, TestHost machine, HostTraces traces)
    {
        await Shell.RunAsync("docker", "cp", Repository.File("tests", "Delivery.Tests", "Ansible", "kill-at-change.py"), $"{machine.Name}:{Program}");
        await machine.ShellAsync($"chmod 755 {Program}; mkdir -p {Folder}");
        var variables = Path.Combine(fleet.Checkout, "pipelines", Releases.Pipeline, "ansible", "inventories", "production", "group_vars", "model_servers.yml");
        var kills = new ChangeKills(machine, traces, variables, await File.ReadAllTextAsync(variables));
        await File.WriteAllTextAsync(variables, kills._before.Replace("model_server_keep_releases: 3", "model_server_keep_releases: 1", StringComparison.Ordinal) + $"ansible_python_interpreter: {Program}\n");
        return kills;
    }

    /// <summary>The same server, which hosts do not know yet.</summary>
    public static string OtherServer(string folder)
    {
        Directory.CreateDirectory(folder);
        foreach (var made in Directory.EnumerateDirectories(Releases.ServerFolder, "*", SearchOption.AllDirectories))
            Directory.CreateDirectory(Path.Combine(folder, Path.GetRelativePath(Releases.ServerFolder, made)));
        foreach (var file in Directory.EnumerateFiles(Releases.ServerFolder, "*", SearchOption.AllDirectories))
            File.Copy(file, Path.Combine(folder, Path.GetRelativePath(Releases.ServerFolder, file)));

        File.AppendAllText(Path.Combine(folder, "MLOpsBuild.Serving.runtimeconfig.json"), "\n");
        return folder;
    }

    /// <summary>The changes that a deploy makes. Of many writes to one file, and of podman's changes that are alike, only the first, the middle and the last are given: they differ by nothing but how much is there.</summary>
    public async Task<ImmutableArray<Change>> CountAsync(Func<Task> deploy)
    {
        await BeginAsync("0 one ");
        await deploy();
        var changes = Change.Of((await _machine.RunAsync("cat", Folder + "/points")).Split('\n', StringSplitOptions.RemoveEmptyEntries));
        await EndAsync();
        return
        [
            .. changes.GroupBy(change => IsWrite(change) || change.Group.Length > 0 ? change.What : change.ToString())
                .SelectMany(same => same.Where((_, place) => place == 0 || place == same.Count() / 2 || place == same.Count() - 1))
                .OrderBy(change => change.Number),
        ];
    }

    /// <summary>Kills a deploy's module before a change; what was not made then, or null where it came to no such change.</summary>
    public async Task<string?> KillAsync(Change change, Func<Task> deploy)
    {
        await BeginAsync(string.Create(CultureInfo.InvariantCulture, $"{change.Turn} {(change.IsLost ? "all" : "one")} {change.Group}"));
        await deploy();
        var (exit, met, _) = await _machine.TryAsync("cat", Folder + "/killed");
        await EndAsync();
        return exit == 0 ? met : null;
    }

    /// <summary>What the host has now.</summary>
    public async Task<HostState> StateAsync()
    {
        var told = await _machine.ShellAsync($"{Look}; {_traces.Show}; cat {Root}/deployment.json");
        var at = told.IndexOf("\n{", StringComparison.Ordinal);
        using var record = JsonDocument.Parse(told[at..]);
        var serving = record.RootElement.GetProperty("serving");
        var slot = "model-credit-scoring-" + serving.GetProperty("slot").GetString();
        var names = Names().Replace(told[..at], match => match.Value.Length >= 64 ? "DIGEST" : match.Value[0] == '0' ? "VERSION" : match.Value == slot ? "SERVING" : "OTHER");
        return new(serving.GetProperty("release").GetString()!, record.RootElement.TryGetProperty("journal", out _), string.Join('\n', names.Split('\n').Order(StringComparer.Ordinal)));
    }

    /// <summary>Removes a release that does not serve, and its server.</summary>
    public async Task RemoveAsync(ReleaseOrder order)
    {
        await _machine.ShellAsync($"cd {Root} && rm -rf releases/{order.Version}");
        await _traces.RemoveAsync(_machine, order);
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await EndAsync();
        await File.WriteAllTextAsync(_variables, _before);
    }

    private Task<string> BeginAsync(string control) => _machine.ShellAsync($"rm -f {Folder}/*; echo '{control}' >{Folder}/at");

    private Task<string> EndAsync() => _machine.ShellAsync($"rm -f {Folder}/*");

    private static bool IsWrite(Change change) => change.What.Split(' ') is [_, var call, ..] && Writes.Contains(call);

    [GeneratedRegex(@"[0-9a-f]{64}|\b0\.1\.\d\b|model-credit-scoring-[ab]\b")]
    private static partial Regex Names();
}

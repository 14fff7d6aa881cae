using System.Text.Json;
using System.Text.RegularExpressions;
using CliWrap;
using CliWrap.Buffered;
using MLOpsBuild.Testing;

namespace MLOpsBuild.Emitters.Tests;

/// <summary>The role's program tells in which settings two generated units differ.</summary>
public sealed partial class UnitSettingsTests
{
    private static readonly string Server = new('a', 64);
    private static readonly string OtherServer = new('b', 64);

    [Fact]
    public async Task Another_release_alone_changes_no_setting()
    {
        Assert.Empty(await DifferencesAsync(Service(), Service(release: "0.1.1", slot: "b")));
        Assert.Empty(await DifferencesAsync(Container(), Container(release: "0.1.1", slot: "b", image: OtherServer)));
    }

    [Fact]
    public async Task Each_setting_of_a_service_is_told_from_and_to() => Assert.Equal(
        [
            "runtime from /usr/bin/dotnet to /opt/dotnet/dotnet",
            "server program from aaaaaaaaaaaa to bbbbbbbbbbbb",
            "address from 0.0.0.0 to 10.0.0.5",
            "port from 8080 to 8081",
            "TimeoutStartSec from 60 to 90",
            "memory limit from 1024M to 2048M",
        ],
        await DifferencesAsync(Service(), Service(release: "0.1.1", slot: "b", runtime: "/opt/dotnet/dotnet", server: OtherServer, address: "10.0.0.5", port: 8081, patience: 90, memory: 2048)));

    [Fact]
    public async Task Each_setting_of_a_container_is_told_from_and_to_and_its_image_where_the_release_stays()
    {
        Assert.Equal(
            ["runtime from /usr/bin/podman to /usr/local/bin/podman", "memory limit from 1024M to 2048M", "address from 0.0.0.0 to 10.0.0.5", "port from 8080 to 8081"],
            await DifferencesAsync(Container(), Container(release: "0.1.1", slot: "b", runtime: "/usr/local/bin/podman", image: OtherServer, address: "10.0.0.5", port: 8081, memory: 2048)));
        Assert.Equal(["image from aaaaaaaaaaaa to bbbbbbbbbbbb"], await DifferencesAsync(Container(), Container(slot: "b", image: OtherServer)));
    }

    [Fact]
    public async Task A_container_instead_of_a_service_is_told_with_what_both_have() => Assert.Equal(
        ["server from service to container", "runtime from /usr/bin/dotnet to /usr/bin/podman", "memory limit from 1024M to 512M"],
        await DifferencesAsync(Service(), Container(release: "0.1.1", slot: "b", memory: 512)));

    [Fact]
    public async Task What_was_edited_or_comes_with_another_template_is_told_by_the_unit_s_own_names()
    {
        var edited = Service() with { Text = Service().Text.Replace("TasksMax=512", "TasksMax=64\nNice=5", StringComparison.Ordinal).Replace("ProtectHome=true\n", "", StringComparison.Ordinal) };
        Assert.Equal(["TasksMax from 64 to 512", "Nice from 5 to nothing", "ProtectHome from nothing to true"], await DifferencesAsync(edited, Service(slot: "b")));
        Assert.Equal(["CapabilityBoundingSet from CAP_CHOWN to empty"], await DifferencesAsync(Replaced(Service(), "CapabilityBoundingSet=", "CapabilityBoundingSet=CAP_CHOWN"), Service()));
        Assert.Equal(["--pids-limit from 64 to 512", "--read-only is new"], await DifferencesAsync(Replaced(Container(), "--read-only --tmpfs /tmp", "--tmpfs /tmp", "--pids-limit 512", "--pids-limit=64"), Container()));
    }

    /// <summary>A unit holds none, but whoever edits one may put any into it.</summary>
    [Theory]
    [InlineData("UMask=0077", "UMask=0077\nEnvironment=\"TOKEN=hush one\" PORT=hush2", "Environment TOKEN is gone; Environment PORT is gone")]
    [InlineData("Environment=DOTNET_EnableDiagnostics=0", "Environment=DOTNET_EnableDiagnostics=hush", "Environment DOTNET_EnableDiagnostics is otherwise")]
    [InlineData("UMask=0077", "UMask=0077\nEnvironment=TOKEN=hush hush", "Environment TOKEN is gone; Environment is gone")]
    [InlineData("UMask=0077", "UMask=0077\nX-hush=hush\nhush/==", "unknown line is gone")]
    [InlineData("UMask=0077", "UMask=0077\nSetCredential=token:hush", "SetCredential token is gone")]
    [InlineData("UMask=0077", "UMask=0077\nExecStopPost=/bin/curl -H hush", "ExecStopPost is gone")]
    [InlineData(" --share-port", " --share-port --token hush -p hush --key=hush --env KEY=hush hush", "--token is gone; ExecStart is gone; --key is gone; Environment KEY is gone")]
    [InlineData("--urls http://0.0.0.0:8080", "--urls http://ada:hush@0.0.0.0:8080", "address is otherwise; port is otherwise")]
    [InlineData("--package model", "--package 'model hush", "*")]
    public async Task What_may_be_a_secret_is_told_by_its_name_alone(string text, string edited, string told)
    {
        foreach (var (before, after) in new[] { (Replaced(Service(), text, edited), Service()), (Service(), Replaced(Service(), text, edited)) })
        {
            var differences = await DifferencesAsync(before, after);
            Assert.DoesNotContain(differences, clause => clause.Contains("hush", StringComparison.Ordinal));
            Assert.NotEmpty(differences);
        }

        if (told != "*")
            Assert.Equal(told.Split("; "), await DifferencesAsync(Replaced(Service(), text, edited), Service()));
    }

    private static Unit Replaced(Unit unit, params string[] pairs) => pairs.Chunk(2).Aggregate(unit, (changed, pair) =>
        changed.Text.Contains(pair[0], StringComparison.Ordinal) ? changed with { Text = changed.Text.Replace(pair[0], pair[1], StringComparison.Ordinal) } : throw new ArgumentException($"The unit has no {pair[0]}.", nameof(pairs)));

    private static Unit Service(string release = "0.1.0", string slot = "a", string runtime = "/usr/bin/dotnet", string? server = null, string address = "0.0.0.0", int port = 8080, int patience = 60, int memory = 1024) => Rendered(
        AnsibleProjects.With(ansible => ansible), release, slot, ("dotnet", runtime), ("packed_digest", server ?? Server), ("address", address), ("port", port), ("patience_seconds", patience), ("memory_megabytes", memory));

    private static Unit Container(string release = "0.1.0", string slot = "a", string runtime = "/usr/bin/podman", string? image = null, string address = "0.0.0.0", int port = 8080, int memory = 1024) => Rendered(
        AnsibleProjects.Containers(ansible => ansible.Container()), release, slot, ("engine", runtime), ("image.id", "sha256:" + (image ?? Server)), ("address", address), ("port", port), ("patience_seconds", 60), ("memory_megabytes", memory));

    /// <summary>The generated unit with values for the role's variables.</summary>
    private static Unit Rendered(Definition definition, string release, string slot, params (string Name, object Value)[] variables)
    {
        var values = variables.Append(("user", "model-fraud")).Append(("root", "/opt/models/fraud")).Append(("name", "fraud")).Append(("target", release)).ToDictionary(pair => "model_server_" + pair.Item1, pair => FormattableString.Invariant($"{pair.Item2}"));
        return new(Variable().Replace(AnsibleProjects.Emit(definition).Single(file => file.Path.EndsWith(".j2", StringComparison.Ordinal)).Text, match => values[match.Groups[1].Value]), [release, "model-fraud-" + slot]);
    }

    private static async Task<string[]> DifferencesAsync(Unit before, Unit after)
    {
        using var folder = new TemporaryFolder();
        var modules = Path.Combine(AnsibleProjects.Write(folder, AnsibleProjects.Full()), "roles", "model_server", "module_utils");
        var run = await Cli.Wrap(Services.Require("python3"))
            .WithArguments(["-B", "-c", "import json, sys; from model_server_unit import differences; print(json.dumps(differences(*json.load(sys.stdin))))"])
            .WithEnvironmentVariables(variables => variables.Set("PYTHONPATH", modules))
            .WithStandardInputPipe(PipeSource.FromString(JsonSerializer.Serialize(new object[] { before.Text, after.Text, before.Names, after.Names })))
            .ExecuteBufferedAsync(TestContext.Current.CancellationToken);
        return JsonSerializer.Deserialize<string[]>(run.StandardOutput)!;
    }

    [GeneratedRegex(@"\{\{ ([^ ]+) \}\}")]
    private static partial Regex Variable();

    private sealed record Unit(string Text, string[] Names);
}

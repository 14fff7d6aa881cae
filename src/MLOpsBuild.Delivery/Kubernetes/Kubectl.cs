using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using CliWrap;
using CliWrap.Buffered;

namespace MLOpsBuild.Delivery;

/// <summary>Runs kubectl for one namespace of one cluster; what it is given goes through no shell, and credentials stay in its kubeconfig.</summary>
internal sealed partial class Kubectl
{
    private const string Name = "kubectl";

    /// <summary>The first whose kustomize knows <c>labels</c> with <c>includeTemplates</c>, and whose server-side apply keeps the manifests' fields.</summary>
    private const int OldestMinor = 27;

    private readonly string[] _always;

    private Kubectl(string program, string context, string space, string[] always)
    {
        Program = program;
        Context = context;
        Namespace = space;
        _always = always;
    }

    /// <summary>The program that runs.</summary>
    public string Program { get; }

    /// <summary>The context by which the cluster is reached.</summary>
    public string Context { get; }

    /// <summary>The namespace of the objects.</summary>
    public string Namespace { get; }

    /// <summary>Finds kubectl and the context; asks the cluster nothing.</summary>
    /// <exception cref="DeliveryException">There is no kubectl, it is too old, or no context is chosen.</exception>
    public static async Task<Kubectl> OpenAsync(KubernetesOptions options, string? context, string space, CancellationToken cancellation)
    {
        var program = Find(options);
        string[] configuration =
        [
            .. options.Kubeconfig is { } file ? ["--kubeconfig", file] : Array.Empty<string>(),
            .. options.CacheFolder is { } folder ? ["--cache-dir", folder] : Array.Empty<string>(),
        ];
        await CheckVersionAsync(program, cancellation);
        if (context is null)
        {
            var current = await RunAsync(program, [.. configuration, "config", "current-context"], null, cancellation);
            context = current.Exit == 0 ? current.Output.Trim() : throw ClusterErrors.NoContext(current.Error);
        }

        return new(program, context, space, [.. configuration, "--context", context, "--namespace", space, "--request-timeout", "30s"]);
    }

    /// <summary>Runs kubectl to its end, whatever that is.</summary>
    public Task<KubectlAnswer> TryAsync(IEnumerable<string> arguments, CancellationToken cancellation, string? input = null) =>
        RunAsync(Program, [.. _always, .. arguments], input, cancellation);

    /// <summary>What kubectl wrote.</summary>
    /// <exception cref="DeliveryException">It failed.</exception>
    public async Task<string> RunAsync(IEnumerable<string> arguments, CancellationToken cancellation, string? input = null)
    {
        var answer = await TryAsync(arguments, cancellation, input);
        return answer.Exit == 0 ? answer.Output : throw ClusterErrors.Of(answer, this);
    }

    /// <summary>The objects that kubectl wrote as JSON, those of a list one by one; none where it wrote nothing.</summary>
    public async Task<IReadOnlyList<JsonObject>> ReadAsync(IEnumerable<string> arguments, CancellationToken cancellation, string? input = null) =>
        KubernetesJson.Objects(await RunAsync([.. arguments, "--output", "json"], cancellation, input));

    /// <summary>Runs a part of kubectl that asks no cluster.</summary>
    public static async Task<KubectlAnswer> RunAsync(string program, IReadOnlyList<string> arguments, string? input, CancellationToken cancellation)
    {
        var run = await Cli.Wrap(program)
            .WithArguments(arguments)
            .WithStandardInputPipe(input is null ? PipeSource.Null : PipeSource.FromString(input, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false)))
            .WithValidation(CommandResultValidation.None)
            .ExecuteBufferedAsync(Encoding.UTF8, cancellation);
        return KubectlAnswer.Of(run.ExitCode, run.StandardOutput, run.StandardError);
    }

    private static string Find(KubernetesOptions options) => options.Kubectl is { } named
        ? File.Exists(named) ? named : throw ClusterErrors.NoKubectl($"at '{named}'")
        : DotnetHost.OnPath(Name) ?? throw ClusterErrors.NoKubectl("on the PATH");

    private static async Task CheckVersionAsync(string program, CancellationToken cancellation)
    {
        var answer = await RunAsync(program, ["version", "--client", "--output", "json"], null, cancellation);
        var version = answer.Exit == 0 ? KubernetesJson.Objects(answer.Output) is [var client] ? client.Text("clientVersion", "gitVersion") : null : null;
        if (version is null || Version().Match(version) is not { Success: true } match)
            throw ClusterErrors.UnusableKubectl(program, answer.Exit == 0 ? "tells no version" : answer.Error);
        var (major, minor) = (int.Parse(match.Groups["major"].Value, CultureInfo.InvariantCulture), int.Parse(match.Groups["minor"].Value, CultureInfo.InvariantCulture));
        if (major < 1 || (major == 1 && minor < OldestMinor))
            throw ClusterErrors.OldKubectl(program, version, OldestMinor);
    }

    [GeneratedRegex(@"^v(?<major>\d{1,4})\.(?<minor>\d{1,4})")]
    private static partial Regex Version();
}

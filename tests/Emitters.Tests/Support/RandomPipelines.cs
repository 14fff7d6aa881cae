using System.Text.Json;
using CsCheck;
using MLOpsBuild.Testing;

namespace MLOpsBuild.Emitters.Tests;

/// <summary>Pipelines and target graphs of every shape that can be emitted.</summary>
internal static class RandomPipelines
{
    private const string Name = "fraud";
    private static readonly Pipeline Plain = Definition.Plain(Name).Model;

    /// <summary>Texts that trouble languages.</summary>
    public static string[] AwkwardTexts { get; } = JsonSerializer.Deserialize<string[]>(File.ReadAllText(Repository.File("tests", "Emitters.Tests", "Yaml", "awkward-strings.json")))!;

    /// <summary>Those that are neither empty nor an expression to GitHub, both of which are refused.</summary>
    public static string[] EmittableTexts { get; } = [.. AwkwardTexts.Where(text => text.Length > 0 && !text.Contains("${{", StringComparison.Ordinal))];

    private static readonly Gen<string> Text = Gen.Int[0, EmittableTexts.Length - 1].Select(at => EmittableTexts[at]);

    private static readonly Gen<GraphParameter> Parameter =
        from kind in Gen.Enum<ParameterKind>()
        from description in Text
        from fallback in Gen.Bool
        from text in Text
        from number in Gen.Int[-5, 500]
        from choices in Gen.Shuffle(EmittableTexts, 3)
        select new GraphParameter
        {
            Name = "name",
            Description = description,
            Kind = kind,
            Values = kind == ParameterKind.Choice ? [.. choices] : [],
            Default = !fallback ? null : kind switch
            {
                ParameterKind.Flag => "true",
                ParameterKind.Number => number.ToString(System.Globalization.CultureInfo.InvariantCulture),
                ParameterKind.Choice => choices[0],
                _ => text,
            },
        };

    private static readonly Gen<DeployEnvironment[]> Environments =
        from count in Gen.Int[0, 3]
        from approved in Gen.Bool.Array[3]
        from place in Gen.Int[0, 2].Array[3]
        from keys in Gen.Int[0, 3].Array[3]
        select new[] { "staging", "canary", "production" }.Take(count).Select((name, i) => new DeployEnvironment
        {
            Name = name,
            Approvers = approved[i] ? ["release-managers", "ada o'neil"] : [],
            Hosts = place[i] == 1 ? ["a", "b"] : [],
            Cluster = place[i] == 2 ? new() : null,
            Secrets = [.. Keys(place[i]).Take(keys[i])],
            After = i == 0 ? null : "staging",
        }).ToArray();

    private static readonly Gen<string?> Registries = Gen.Int[0, 2].Select(at => new[] { null, "ghcr.io/acme/models", "localhost:5000/models" }[at]);

    private static readonly Gen<Trigger[]> Triggers = Gen.Shuffle(new Trigger[] { Definition.PushTo("main"), Definition.PushTo("release/1.10"), Definition.AnyPullRequest, Definition.At("0 3 * * 1"), Definition.At("*/5 * * * *") }, 0, 5);

    private static readonly Gen<GitHubActionsSettings> Settings = Gen.Select(
        Gen.Int[1, 3], Gen.Int[1, 7200], Gen.Int[1, 90],
        (labels, minutes, days) => new GitHubActionsSettings { RunsOn = [.. new[] { "self-hosted", "gpu", "1.10" }.Take(labels)], Timeout = TimeSpan.FromMinutes(minutes), RetentionDays = days });

    /// <summary>All that an emitter is given.</summary>
    public static Gen<EmitterInput> Inputs { get; } =
        from count in Gen.Int[1, 9]
        from bits in Gen.Int[0, int.MaxValue].Array[count * 4]
        from parameters in Parameter.Array[0, 4]
        from secret in Gen.Bool
        from environments in Environments
        from triggers in Triggers
        from settings in Settings
        from registry in Registries
        from planned in Gen.Bool
        select new EmitterInput(
            Plain with { Triggers = [.. triggers], GitHubActions = settings, Deploy = Plain.Deploy with { Environments = [.. environments] }, Push = new() { Registry = registry } },
            Planned(Graph(count, bits, [.. parameters.Select((parameter, i) => parameter with { Name = "option-" + (char)('a' + i) })], secret), planned),
            $"pipelines/{Name}/Fraud.cs");

    private static DeploySecret[] Keys(int place) => place switch
    {
        1 => [new(DeploySecretKind.SshKey, "KEY"), new(DeploySecretKind.BecomePassword, "SUDO"), new(DeploySecretKind.KnownHosts, "HOSTS")],
        2 => [new(DeploySecretKind.Kubeconfig, "KUBE")],
        _ => [],
    };

    /// <summary>The graph, in which a plan may bind the last target, and which people may run by hand.</summary>
    private static TargetGraph Planned(TargetGraph graph, bool planned)
    {
        if (!planned)
            return graph;
        var last = graph.Targets[^1];
        return graph with
        {
            Operations = ["Undo", last.Name],
            Targets =
            [
                .. graph.Targets[..^1],
                new() { Name = "Foresee", PlanFolder = $"artifacts/{Name}/plan", Parameters = [GraphParameter.Pipeline, GraphParameter.Environment], Ships = true },
                new() { Name = "Undo", Parameters = [GraphParameter.Pipeline, GraphParameter.Environment, GraphParameter.ApprovedBy], Ships = true },
                last with { Consumes = last.Consumes.Add("Foresee"), Parameters = [.. last.Parameters, GraphParameter.PlanDigest, GraphParameter.ApprovedBy] },
            ],
            Parameters = [.. graph.Parameters, new() { Name = GraphParameter.PlanDigest }, new() { Name = GraphParameter.ApprovedBy }],
        };
    }

    /// <summary>Targets T0, T1, ... each of which may rest on any before it.</summary>
    private static TargetGraph Graph(int count, int[] bits, GraphParameter[] parameters, bool secret)
    {
        var targets = Enumerable.Range(0, count).Select(i => new GraphTarget
        {
            Name = $"T{i}Step",
            DependsOn = Before(i, bits[i * 4]),
            After = Before(i, bits[(i * 4) + 1]),
            Consumes = [.. Before(i, bits[(i * 4) + 2]).Where(name => Produces(bits, int.Parse(name[1..^4], System.Globalization.CultureInfo.InvariantCulture)))],
            Produces = i < count - 1 && Produces(bits, i) ? [$"artifacts/{Name}/t{i}", .. i % 3 == 0 ? [".mlops/registry"] : Array.Empty<string>()] : [],
            Record = i % 2 == 0 ? $"artifacts/{Name}/t{i}/stage.json" : null,
            Parameters =
            [
                GraphParameter.Pipeline,
                .. parameters.Where((_, at) => (bits[(i * 4) + 3] >> (at + 3) & 1) == 1).Select(parameter => parameter.Name),
                .. i == count - 1 ? new[] { GraphParameter.Environment } : [],
                .. secret && i == 0 ? new[] { "api-key" } : [],
            ],
            Parts = i < count - 1 && (bits[(i * 4) + 3] >> 24 & 3) == 0 ? 2 + (bits[(i * 4) + 3] >> 26 & 3) : null,
            Ships = i == count - 1,
            Executes = i == count - 1 || Produces(bits, i) || (bits[(i * 4) + 3] & 3) != 0,
        }).ToImmutableArray();
        return new()
        {
            Targets = targets,
            Goals = [targets[^1].Name],
            Parameters = [new() { Name = GraphParameter.Pipeline }, new() { Name = GraphParameter.Environment }, new() { Name = "api-key", IsSecret = true }, .. parameters],
        };
    }

    private static bool Produces(int[] bits, int i) => (bits[(i * 4) + 3] & 4) == 4;

    private static ImmutableArray<string> Before(int i, int bits) => [.. Enumerable.Range(0, i).Where(at => (bits >> at & 1) == 1).Select(at => $"T{at}Step")];
}

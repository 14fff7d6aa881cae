using System.Text.RegularExpressions;
using MLOpsBuild.Registry;
using MLOpsBuild.Targets.Testing;

namespace MLOpsBuild.Components.Tests;

/// <summary>Releases in a registry and environments to deploy them to; the build runs in memory, its transactions and ledgers are real.</summary>
internal sealed partial class Delivery : IDisposable
{
    private readonly BuildTestHost<DeliveringBuild> _host = new();

    public MemoryHosts Staging { get; } = new("stage-1");

    public MemoryHosts Production { get; } = new("prod-1", "prod-2");

    public string PathOf(params string[] parts) => Path.Combine([_host.Root, .. parts]);

    /// <summary>Pushes a package with what Push attaches; the first is 0.1.0, the next 0.1.1.</summary>
    public async Task<Delivery> PushAsync(string model, string[]? failed = null, string? columns = null)
    {
        var content = Directory.CreateDirectory(PathOf("content", model)).FullName;
        await File.WriteAllTextAsync(Path.Combine(content, "model.zip"), model, Cancellation);
        await File.WriteAllTextAsync(Path.Combine(content, "schema.json"), """{"format":1,"schema":{"columns":[""" + (columns ?? Column("Number")) + """],"positive":"yes","negative":"no"}}""", Cancellation);
        var source = OciLayout.Open(PathOf("package", model));
        var manifest = await ModelPackage.WriteAsync(content, new(PackageConfig.CurrentFormatVersion, "fraud", "binary-classification"), source.Root, Cancellation);
        var registry = OciLayout.Open(PathOf(".mlops", "registry"));
        var package = (await registry.PushAsync(source, manifest.Digest.ToString(), "fraud", Cancellation)).Descriptor;
        var verdict = new GateVerdict("fraud", package.Digest, ["auc >= 0.5"], [.. failed ?? []]);
        await registry.AttachAsync(package, SupplyChainTypes.Statement, verdict.ToStatement(package.Digest), Annotation.Of(SupplyChainTypes.PredicateAnnotation, SupplyChainTypes.TestResultPredicate), Cancellation);
        return this;
    }

    public static string Column(string name) => $$"""{"name":"{{name}}","kind":"Number","role":"Feature","optional":false}""";

    public Task<BuildTestResult> RunAsync(int code, params string[] arguments) => TypeAsync(null, code, arguments);

    /// <summary>Runs the build with somebody at the terminal who types a line.</summary>
    public async Task<BuildTestResult> TypeAsync(string? line, int code, params string[] arguments)
    {
        var host = new BuildTestHost<DeliveringBuild> { Root = _host.Root, Input = line, Prepare = build => build.Drivers = new() { ["staging"] = Staging, ["production"] = Production } }; // its folder is the other's, which removes it
        var run = await host.Run(arguments);
        Assert.True(run.ExitCode == code, $"expected exit {code}, got {run.ExitCode}:\n{run.Output}{run.Error}");
        return run;
    }

    /// <summary>Plans, and deploys with the plan's digest and somebody's approval.</summary>
    public async Task<BuildTestResult> DeployApprovedAsync(string environment, string by = "grace")
    {
        var plan = await RunAsync(0, "PlanDeploy", "--environment", environment);
        return await RunAsync(0, "Deploy", "--environment", environment, "--plan-digest", DigestOf(plan), "--approved-by", by);
    }

    public static string DigestOf(BuildTestResult plan) => PlanDigest().Match(plan.Output).Groups[1].Value;

    public void Dispose() => _host.Dispose();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [GeneratedRegex("^  plan +(sha256:[0-9a-f]{64})$", RegexOptions.Multiline)]
    private static partial Regex PlanDigest();
}

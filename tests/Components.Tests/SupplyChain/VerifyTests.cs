using System.Globalization;
using System.Security.Cryptography;
using MLOpsBuild.Registry;
using MLOpsBuild.Targets.Testing;

namespace MLOpsBuild.Components.Tests;

/// <summary>What <c>Verify</c> says and returns; the packages are pushed and signed for real.</summary>
public sealed class VerifyTests : IDisposable
{
    private readonly BuildTestHost<SigningBuild> _host = new();
    private readonly SigningKey _key = NewKey();

    public void Dispose()
    {
        _key.Dispose();
        _host.Dispose();
    }

    [Fact]
    public async Task A_trusted_release_is_told_with_signer_source_and_gates()
    {
        Trust(_key);
        var package = await PushAsync("fraud", _key);
        var run = await RunAsync(0, "Verify");

        Assert.Contains($"fraud 0.1.0 {package.Digest}\n", run.Output, StringComparison.Ordinal);
        Assert.Matches($@"\n  signature   by 'ci' \({_key.PublicKey.Id}\) at [0-9T:-]+Z\n", run.Output);
        Assert.Matches($@"\n  provenance  commit {Pushed.Commit} with changes that are not committed, by https://ci\.example/ at [0-9T:-]+Z \(SLSA Build L1\)\n", run.Output);
        Assert.Contains("\n  materials   CycloneDX, 0 components\n  gates       1 passed, 0 failed\n    passed  auc >= 0.5\n", run.Output, StringComparison.Ordinal);
        Assert.Equal("passed", run.Target("Verify").SummaryInformation["verdict"]);
        Assert.Equal("ci", run.Target("Verify").SummaryInformation["signed by"]);
    }

    [Fact]
    public async Task An_unsigned_release_fails_with_1_where_a_signature_is_required()
    {
        Trust(_key);
        var package = await PushAsync("fraud", key: null);
        var run = await RunAsync(1, "Verify");

        Assert.Contains("\n  signature   none, and one is required\n", run.Output, StringComparison.Ordinal);
        Assert.Contains($"fraud 0.1.0 ({package.Digest}) is not to be trusted:\n  VER201: it is not signed, and the pipeline asks for a signature.", run.Error, StringComparison.Ordinal);
        Assert.Equal("refused", run.Target("Verify").SummaryInformation["verdict"]);
    }

    [Fact]
    public async Task Where_no_signature_is_required_an_unsigned_release_passes_and_a_signed_one_names_its_key()
    {
        await PushAsync("churn", key: null);
        Assert.Contains("\n  signature   none, and none is required\n", (await RunAsync(0, "Verify", "--pipeline", "churn")).Output, StringComparison.Ordinal);

        await PushAsync("churn", _key);
        Assert.Contains($"\n  signature   not judged, because none is required; keys named: {_key.PublicKey.Id}\n", (await RunAsync(0, "Verify", "--pipeline", "churn")).Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_release_of_another_key_fails_with_1_and_a_named_release_is_the_one_that_is_checked()
    {
        using var other = NewKey();
        Trust(_key);
        await PushAsync("fraud", _key);
        await PushAsync("fraud", other, "another model");

        Assert.Contains($"VER202: it is signed by the key '{other.PublicKey.Id}'", (await RunAsync(1, "Verify")).Error, StringComparison.Ordinal);
        await RunAsync(0, "Verify", "--release", "0.1.0");
    }

    [Fact]
    public async Task A_tampered_release_fails_with_1()
    {
        Trust(_key);
        await PushAsync("fraud", _key);
        var layer = Directory.GetFiles(_host.Root / ".mlops" / "registry" / "blobs" / "sha256").Single(file => File.ReadAllText(file).Contains("a model", StringComparison.Ordinal));
        await File.WriteAllTextAsync(layer, (await File.ReadAllTextAsync(layer, TestContext.Current.CancellationToken)).Replace("a model", "a modem", StringComparison.Ordinal), TestContext.Current.CancellationToken);

        Assert.Contains($"VER101: the package cannot be trusted to be itself: REG301: {layer} is damaged", (await RunAsync(1, "Verify")).Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_package_of_another_pipeline_under_a_tag_of_this_one_fails_with_1()
    {
        Trust(_key);
        var package = await PushAsync("churn", _key);
        await OciLayout.Open(_host.Root / ".mlops" / "registry").TagAsync("fraud", "1.0.0", package, cancellationToken: TestContext.Current.CancellationToken);
        var run = await RunAsync(1, "Verify");

        Assert.Contains("VER102: it is a package of churn, and not of fraud. Take a package of fraud.", run.Error, StringComparison.Ordinal);
        Assert.Contains("VER102: 'ci' signed it as a package of churn, and not of fraud. Take a package of fraud.", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_revoked_key_fails_with_1()
    {
        Trust(_key, """, "revoked": { "at": "2020-01-01T00:00:00Z", "reason": "keyCompromise" }""");
        await PushAsync("fraud", _key);

        Assert.Contains("VER205: the key 'ci' was revoked at 2020-01-01T00:00:00Z (keyCompromise)", (await RunAsync(1, "Verify")).Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_release_that_does_not_exist_and_a_policy_that_is_missing_or_wrong_are_mistakes()
    {
        await PushAsync("fraud", _key);

        Assert.Contains("REG703: The trust policy", (await RunAsync(2, "Verify")).Error, StringComparison.Ordinal);
        Trust(_key, """, "expires": "never" """);
        Assert.Contains("$.keys[0] has a member 'expires'.", (await RunAsync(2, "Verify")).Error, StringComparison.Ordinal);
        Trust(_key);
        Assert.Contains("--release: the registry has no fraud:9.9.9. It has 0.1.0.", (await RunAsync(2, "Verify", "--release", "9.9.9")).Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Without_a_push_it_says_so() =>
        Assert.Contains("No package of fraud has been pushed", (await RunAsync(1, "Verify")).Error, StringComparison.Ordinal);

    [Fact]
    public async Task Push_without_a_key_where_one_is_required_is_a_mistake_before_anything_runs()
    {
        Trust(_key);
        var run = await RunAsync(2, "Push");

        Assert.Matches(@"Packages of fraud must be signed \(SigningBuild\.cs:[0-9]+\), and there is no key\. Set MLOPSBUILD_SIGNING_KEY to the path of a PEM file, or MLOPSBUILD_SIGNING_COMMAND to a program that signs; docs/supply-chain\.md says how to make a key\.", run.Error);
        Assert.Empty(run.Ran);
    }

    private void Trust(SigningKey key, string more = "")
    {
        Directory.CreateDirectory(_host.Root / "keys");
        File.WriteAllText(_host.Root / "keys" / "ci.pub", key.PublicKey.Pem);
        File.WriteAllText(_host.Root / "keys" / "trust.json", $$"""{ "formatVersion": 1, "keys": [{ "name": "ci", "publicKey": "ci.pub", "pipelines": ["fraud"]{{more}} }] }""");
    }

    private Task<Descriptor> PushAsync(string pipeline, SigningKey? key, string model = "a model") => Pushed.PackageAsync(_host.Root, pipeline, model, key);

    private async Task<BuildTestResult> RunAsync(int code, params string[] arguments)
    {
        var run = await _host.Run(arguments);
        Assert.True(run.ExitCode == code, string.Create(CultureInfo.InvariantCulture, $"expected {code}, got {run.ExitCode}:\n{run.Output}{run.Error}"));
        return run;
    }

    private static SigningKey NewKey()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var pem = key.ExportPkcs8PrivateKeyPem();
        return SigningKeySource.Find(name => name == SigningKeySource.KeyVariable ? pem : null, "")!;
    }
}

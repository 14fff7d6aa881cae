using System.Text;
using System.Text.Json.Nodes;
using MLOpsBuild.Registry;
using MLOpsBuild.Testing;

namespace MLOpsBuild.Delivery.Tests;

/// <summary>The program that judges on a host comes to what Verify comes to.</summary>
public sealed class TrustProgramTests
{
    private const string Anything = "\"pipelines\": [\"*\"]";
    private static readonly DateTimeOffset SignedAt = new(2026, 3, 1, 12, 0, 0, TimeSpan.Zero);

    /// <summary>What the policy says of the key that signed, and the code that follows; null where the key is trusted.</summary>
    public static TheoryData<string, string?> Keys => new()
    {
        { Anything, null },
        { "\"pipelines\": [\"other\", \"credit-scoring\"]", null },
        { "\"pipelines\": [\"other\"]", VerificationCodes.KeyOfOtherPipeline },
        { Anything + ", \"notBefore\": \"2026-03-01T12:00:00Z\", \"notAfter\": \"2026-03-01T12:00:00.1Z\"", null },
        { Anything + ", \"notBefore\": \"2026-03-01T12:00:00.1Z\"", VerificationCodes.OutsideValidity },
        { Anything + ", \"notAfter\": \"2026-03-01T13:59:59+02:00\"", VerificationCodes.OutsideValidity },
        { Anything + ", \"revoked\": {\"at\": \"2026-03-01T12:00:01Z\", \"reason\": \"superseded\"}", null },
        { Anything + ", \"revoked\": {\"at\": \"2026-03-01T12:00:00Z\", \"reason\": \"superseded\"}", VerificationCodes.RevokedKey },
        { Anything + ", \"revoked\": {\"at\": \"2027-03-01T12:00:00Z\", \"reason\": \"keyCompromise\"}", VerificationCodes.RevokedKey },
        { Anything + ", \"revoked\": {\"at\": \"2027-03-01T12:00:00Z\", \"reason\": \"unspecified\"}", VerificationCodes.RevokedKey },
    };

    [Theory, MemberData(nameof(Keys))]
    public async Task A_key_counts_as_the_policy_says(string members, string? code)
    {
        using var key = Vouching.NewKey();
        using var vouching = await Vouching.StartAsync();
        await vouching.SignAsync(key, SignedAt);
        await vouching.TrustAsync(Vouching.Policy((key, members)));
        await AgreeAsync(vouching, code is null ? [] : [code]);
    }

    [Fact]
    public async Task Nobody_s_and_a_stranger_s_word_do_not_count_and_one_trusted_signature_is_enough()
    {
        using var key = Vouching.NewKey();
        using var other = Vouching.NewKey();
        using var vouching = await Vouching.StartAsync();
        await vouching.TrustAsync(Vouching.Policy((key, Anything)));
        Assert.StartsWith($"VER201: {vouching.Package.Digest} is not signed, and the host asks for a signature by a key in {vouching.HostPolicy}. Push it with a key in MLOPSBUILD_SIGNING_KEY", await AgreeAsync(vouching, [VerificationCodes.NotSigned]), StringComparison.Ordinal);

        await vouching.SignAsync(other, SignedAt);
        Assert.Equal(
            $"VER202: it is signed by the key '{other.PublicKey.Id}', which this host does not trust; {vouching.HostPolicy} has key-0 ({key.PublicKey.Id[..12]}). Take a package that one of these signed, or, after you have made sure whose key it is, put it there on purpose: ansible-playbook trust.yml.",
            await AgreeAsync(vouching, [VerificationCodes.UntrustedKey]));

        await vouching.SignAsync(key, SignedAt);
        await AgreeAsync(vouching, []);
    }

    [Fact]
    public async Task A_signature_of_another_package_pipeline_or_time_does_not_count()
    {
        using var key = Vouching.NewKey();
        using var vouching = await Vouching.StartAsync();
        await vouching.TrustAsync(Vouching.Policy((key, Anything)));
        await vouching.SignAsync(key, DateTimeOffset.UtcNow.AddMinutes(10));
        await AgreeAsync(vouching, [VerificationCodes.SignedInFuture]);

        using var elsewhere = await Vouching.StartAsync("churn");
        await elsewhere.TrustAsync(Vouching.Policy((key, Anything)));
        await elsewhere.SignAsync(key, SignedAt);
        Assert.Equal("VER102: 'key-0' signed it as a package of churn, and not of credit-scoring. Take a package of credit-scoring.", await AgreeAsync(elsewhere, [VerificationCodes.OtherPipeline]));

        using var fresh = await Vouching.StartAsync();
        await fresh.TrustAsync(Vouching.Policy((key, Anything)));
        await fresh.AttachAsync(await elsewhere.BundleAsync());
        await AgreeAsync(fresh, [VerificationCodes.OtherPackage]);
    }

    [Theory]
    [InlineData("payload")]
    [InlineData("signature")]
    [InlineData("type")]
    [InlineData("key")]
    public async Task A_changed_byte_is_found(string what)
    {
        using var key = Vouching.NewKey();
        using var second = Vouching.NewKey();
        using var source = await Vouching.StartAsync();
        await source.SignAsync(key, SignedAt);
        var bundle = (JsonObject)JsonNode.Parse(await source.BundleAsync())!;
        var envelope = bundle["dsseEnvelope"]!;
        if (what == "payload")
            envelope["payload"] = Flipped((string)envelope["payload"]!);
        else if (what == "signature")
            envelope["signatures"]![0]!["sig"] = Flipped((string)envelope["signatures"]![0]!["sig"]!);
        else if (what == "type")
            envelope["payloadType"] = "application/vnd.in-toto+jsom";
        else
            bundle["verificationMaterial"]!["publicKey"]!["hint"] = second.PublicKey.Id;

        using var vouching = await Vouching.StartAsync();
        await vouching.TrustAsync(Vouching.Policy((key, Anything), (second, Anything)));
        await vouching.AttachAsync(Encoding.UTF8.GetBytes(bundle.ToJsonString()));
        await AgreeAsync(vouching, [VerificationCodes.BadSignature]);
    }

    [Theory]
    [InlineData("")]
    [InlineData("{}")]
    [InlineData("[[[[")]
    [InlineData("""{"mediaType":"application/vnd.dev.sigstore.bundle.v0.3+json","verificationMaterial":{"certificate":{"rawBytes":""}},"dsseEnvelope":{}}""")]
    [InlineData("""{"mediaType":"application/vnd.dev.sigstore.bundle.v0.3+json","verificationMaterial":{"publicKey":{"hint":"x"}},"dsseEnvelope":{"payload":"eA==","payloadType":"x","signatures":[]}}""")]
    public async Task What_is_no_signature_is_a_bad_one(string bundle)
    {
        using var key = Vouching.NewKey();
        using var vouching = await Vouching.StartAsync();
        await vouching.TrustAsync(Vouching.Policy((key, Anything)));
        await vouching.AttachAsync(Encoding.UTF8.GetBytes(bundle));
        await AgreeAsync(vouching, [VerificationCodes.BadSignature]);
    }

    [Fact]
    public async Task The_manifest_must_be_the_one_that_was_ordered_and_names_the_content()
    {
        using var key = Vouching.NewKey();
        using var vouching = await Vouching.StartAsync();
        await vouching.SignAsync(key, SignedAt);
        await vouching.TrustAsync(Vouching.Policy((key, Anything)));
        var layer = (await vouching.JudgeAsync()).Layer;
        Assert.Contains(layer!, Encoding.UTF8.GetString(await ManifestAsync(vouching)), StringComparison.Ordinal);

        var (none, refusal) = await vouching.JudgeAsync(claims => claims["manifest"] = Flipped((string)claims["manifest"]!));
        Assert.Null(none);
        Assert.StartsWith("VER101: the manifest that came to the host has the digest sha256:", refusal, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_host_without_trusted_keys_takes_those_it_would_get_only_where_nothing_is_changed()
    {
        using var key = Vouching.NewKey();
        using var vouching = await Vouching.StartAsync();
        await vouching.SignAsync(key, SignedAt);
        Assert.StartsWith($"REG703: the host has no {vouching.HostPolicy}, which names the keys that it trusts. ", (await vouching.JudgeAsync()).Refusal, StringComparison.Ordinal);
        Assert.Null((await vouching.JudgeAsync(claims => claims["given"] = Vouching.Policy((key, Anything)))).Refusal);

        await vouching.TrustAsync(Vouching.Policy((Vouching.NewKey(), Anything)));
        Assert.StartsWith("VER202", (await vouching.JudgeAsync(claims => claims["given"] = Vouching.Policy((key, Anything)))).Refusal, StringComparison.Ordinal);

        await Shell.RunAsync("chmod", "666", vouching.HostPolicy);
        Assert.StartsWith($"REG703: {vouching.HostPolicy} on the host can be written by others than root (mode 0666", (await vouching.JudgeAsync()).Refusal, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("""{"keys":[]}""")]
    [InlineData("""{"formatVersion":2,"keys":[]}""")]
    [InlineData("""{"formatVersion":1,"keys":[],"keyz":[]}""")]
    [InlineData("""{"formatVersion":1,"keys":{}}""")]
    [InlineData("""{"formatVersion":1,"keys":[{"name":"a","publicKey":"missing.pub","pipelines":["*"]}]}""")]
    [InlineData("""{"formatVersion":1,"keys":[{"name":"a","publicKey":"PEM","pipelines":[]}]}""")]
    [InlineData("""{"formatVersion":1,"keys":[{"name":"","publicKey":"PEM","pipelines":["*"]}]}""")]
    [InlineData("""{"formatVersion":1,"keys":[{"name":"a","publicKey":"PEM","pipelines":["*"],"notAftr":"2026-01-01T00:00:00Z"}]}""")]
    [InlineData("""{"formatVersion":1,"keys":[{"name":"a","publicKey":"PEM","pipelines":["*"],"notAfter":"tomorrow"}]}""")]
    [InlineData("""{"formatVersion":1,"keys":[{"name":"a","publicKey":"PEM","pipelines":["*"],"notBefore":"2026-01-02T00:00:00Z","notAfter":"2026-01-01T00:00:00Z"}]}""")]
    [InlineData("""{"formatVersion":1,"keys":[{"name":"a","publicKey":"PEM","pipelines":["*"],"id":"0000"}]}""")]
    [InlineData("""{"formatVersion":1,"keys":[{"name":"a","publicKey":"PEM","pipelines":["*"],"revoked":{"at":"2026-01-01T00:00:00Z"}}]}""")]
    [InlineData("""{"formatVersion":1,"keys":[{"name":"a","publicKey":"PEM","pipelines":["*"],"revoked":{"at":"2026-01-01T00:00:00Z","reason":"lost"}}]}""")]
    [InlineData("""{"formatVersion":1,"keys":[{"name":"a","publicKey":"PEM","pipelines":["*"]},{"name":"b","publicKey":"PEM","pipelines":["*"]}]}""")]
    [InlineData("""{"formatVersion":1,"keys":[{"name":"a","name":"a","publicKey":"PEM","pipelines":["*"]}]}""")]
    public async Task A_trust_policy_that_Verify_refuses_reaches_no_host(string policy)
    {
        using var key = Vouching.NewKey();
        using var vouching = await Vouching.StartAsync();
        var (exit, output, error) = await vouching.ReadPolicyAsync(policy.Replace("PEM", key.PublicKey.Pem.Replace("\n", "\\n", StringComparison.Ordinal), StringComparison.Ordinal));
        Assert.Equal(RegistryCodes.BadTrustPolicy, Assert.Throws<RegistryException>(() => TrustPolicy.Read(vouching.PolicyFile)).Code);
        Assert.Equal((1, ""), (exit, output));
        Assert.StartsWith($"REG703: the trust policy {vouching.PolicyFile} cannot be used: ", error, StringComparison.Ordinal);
    }

    /// <summary>Holds the host's verdict against that of Verify, which is to have these codes.</summary>
    private static async Task<string?> AgreeAsync(Vouching vouching, string[] codes)
    {
        var report = await PackageVerification.CheckAsync(vouching.Registry, vouching.Package, Vouching.Pipeline, TrustPolicy.Read(vouching.PolicyFile), DateTimeOffset.UtcNow, TestContext.Current.CancellationToken);
        Assert.Equal(codes, report.Findings.Select(finding => finding.Code).Where(code => !code.StartsWith("VER3", StringComparison.Ordinal)).Distinct());
        var (layer, refusal) = await vouching.JudgeAsync();
        Assert.Equal(codes.Length == 0, layer is not null);
        Assert.Equal(codes, refusal is null ? [] : [refusal.Split(':')[0]]);
        return refusal;
    }

    private static async Task<byte[]> ManifestAsync(Vouching vouching) =>
        await File.ReadAllBytesAsync(Path.Combine(vouching.Registry.Root, "blobs", "sha256", vouching.Package.Digest.Hex), TestContext.Current.CancellationToken);

    /// <summary>Base64 with another byte in the middle.</summary>
    private static string Flipped(string base64)
    {
        var bytes = Convert.FromBase64String(base64);
        bytes[bytes.Length / 2] ^= 1;
        return Convert.ToBase64String(bytes);
    }
}

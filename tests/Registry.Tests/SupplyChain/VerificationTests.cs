using System.Text;
using System.Text.Json.Nodes;
using MLOpsBuild.Testing;

namespace MLOpsBuild.Registry.Tests;

public sealed class VerificationTests : IDisposable
{
    private readonly TemporaryFolder _temp = new();
    private readonly SigningKey _key = Keys.New();

    public void Dispose()
    {
        _key.Dispose();
        _temp.Dispose();
    }

    [Fact]
    public async Task A_signed_package_passes_and_the_report_says_by_whom_from_what_and_through_which_gates()
    {
        var (registry, package) = await Signed.PushAsync(_temp, _key);
        var report = await CheckAsync(registry, package, Keys.Trust(_key.Trusted("ci-2026")));

        Assert.Empty(report.Findings);
        Assert.Equal(("ci-2026", Keys.Now), (report.TrustedSignature!.KeyName, report.TrustedSignature.SignedAt));
        Assert.Equal((new string('a', 40), false), (report.Provenance!.Commit, report.Provenance.Dirty));
        Assert.Equal(Signed.Gates.Passed, report.Gates!.Passed);
        Assert.Equal(1, report.Materials!.Components);
    }

    [Fact]
    public async Task An_unsigned_package_is_refused_where_a_signature_is_required_and_passes_where_none_is()
    {
        var (registry, package) = await Signed.PushAsync(_temp, key: null);

        Assert.Equal(
            ["VER201: it is not signed, and the pipeline asks for a signature. Push it with a key in MLOPSBUILD_SIGNING_KEY or MLOPSBUILD_SIGNING_COMMAND."],
            Messages(await CheckAsync(registry, package, Keys.Trust(_key.Trusted()))));
        Assert.Empty(Messages(await CheckAsync(registry, package, policy: null)));
    }

    [Fact]
    public async Task A_key_that_the_policy_does_not_have_is_not_trusted()
    {
        using var other = Keys.New();
        var (registry, package) = await Signed.PushAsync(_temp, other);

        Assert.Equal(
            [$"VER202: it is signed by the key '{other.PublicKey.Id}', which the trust policy does not have. Take a package that was signed by a key you trust, or add the key to the trust policy after you have made sure whose it is."],
            Messages(await CheckAsync(registry, package, Keys.Trust(_key.Trusted()))));
    }

    [Fact]
    public async Task A_tampered_package_is_found_by_its_digest()
    {
        var (registry, package) = await Signed.PushAsync(_temp, _key);
        var layer = Directory.GetFiles(Path.Combine(registry.Root, "blobs", "sha256")).Single(blob => File.ReadAllText(blob).Contains("a model", StringComparison.Ordinal));
        await File.WriteAllTextAsync(layer, (await File.ReadAllTextAsync(layer, Sample.Cancellation)).Replace("a model", "a modem", StringComparison.Ordinal), Sample.Cancellation);

        Assert.StartsWith($"VER101: the package cannot be trusted to be itself: REG301: {layer} is damaged", Assert.Single(Messages(await CheckAsync(registry, package, Keys.Trust(_key.Trusted())))), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_package_of_another_pipeline_is_refused_signed_or_not()
    {
        var (registry, package) = await Signed.PushAsync(_temp, _key);
        async Task<string[]> CodesAsync(TrustPolicy? policy) =>
            [.. (await PackageVerification.CheckAsync(registry, package, "customer-churn", policy, Keys.Now, Sample.Cancellation)).Findings.Select(finding => finding.Code)];

        Assert.Equal([VerificationCodes.OtherPipeline], await CodesAsync(null));
        Assert.Equal([VerificationCodes.OtherPipeline, VerificationCodes.OtherPipeline], await CodesAsync(Keys.Trust(_key.Trusted())));
    }

    [Fact]
    public async Task A_signature_of_another_package_does_not_count()
    {
        var (registry, package) = await Signed.PushAsync(_temp, _key);
        var second = await Sample.PushAsync(_temp, registry, "another model");
        var (bundle, _) = await Signed.PayloadAsync(registry, package, SupplyChainTypes.Signature);
        await registry.AttachAsync(second.Descriptor, SupplyChainTypes.Signature, bundle, cancellationToken: Sample.Cancellation);

        Assert.Equal(
            [$"VER204: 'ci' signed the package {package.Digest}, and not {second.Descriptor.Digest}. Push the package again with its own signature."],
            Messages(await CheckAsync(registry, second.Descriptor, Keys.Trust(_key.Trusted()))));
    }

    [Theory]
    [InlineData("payload")]
    [InlineData("signature")]
    [InlineData("type")]
    public async Task A_tampered_bundle_is_refused(string what)
    {
        var (registry, package) = await Signed.PushAsync(_temp, _key);
        var forged = await ForgeAsync(registry, package, envelope =>
        {
            if (what == "payload")
                envelope["payload"] = Convert.ToBase64String(Encoding.UTF8.GetBytes(Encoding.UTF8.GetString(Convert.FromBase64String((string)envelope["payload"]!)).Replace("2026", "2025", StringComparison.Ordinal)));
            else if (what == "signature")
                envelope["signatures"]![0]!["sig"] = Convert.ToBase64String("no signature"u8);
            else
                envelope["payloadType"] = "text/plain";
        });

        Assert.Equal(
            ["VER203: the key 'ci' did not make this signature over these bytes. Somebody or something changed it: take the package from a place that you trust and push it again."],
            Messages(await CheckAsync(forged, package, Keys.Trust(_key.Trusted()))));
    }

    [Theory]
    [InlineData("{}")]
    [InlineData("no JSON")]
    [InlineData("""{"mediaType":"application/vnd.dev.sigstore.bundle.v0.3+json","verificationMaterial":{"certificate":{"rawBytes":""}},"dsseEnvelope":{}}""")]
    [InlineData("""{"mediaType":"application/vnd.dev.sigstore.bundle.v0.3+json","verificationMaterial":{"publicKey":{"hint":"x"}},"dsseEnvelope":{"payload":"?","payloadType":"x","signatures":[{"sig":"eA=="}]}}""")]
    [InlineData("""{"mediaType":"application/vnd.dev.sigstore.bundle.v0.3+json","verificationMaterial":{"publicKey":{"hint":"x"}},"dsseEnvelope":{"payload":"eA==","payloadType":"x","signatures":[]}}""")]
    public async Task What_is_no_bundle_is_a_bad_signature_and_no_crash(string bundle)
    {
        var (registry, package) = await Signed.PushAsync(_temp, key: null);
        await registry.AttachAsync(package, SupplyChainTypes.Signature, Encoding.UTF8.GetBytes(bundle), cancellationToken: Sample.Cancellation);

        Assert.Equal([VerificationCodes.BadSignature], Codes(await CheckAsync(registry, package, Keys.Trust(_key.Trusted()))));
    }

    [Fact]
    public async Task A_good_signature_counts_beside_bad_ones_and_a_second_key_may_sign_during_a_rotation()
    {
        using var next = Keys.New();
        var (registry, package) = await Signed.PushAsync(_temp, _key);
        await registry.AttachAsync(package, SupplyChainTypes.Signature, "{}"u8.ToArray(), cancellationToken: Sample.Cancellation);
        await Signed.AttachAsync(registry, package, next, Keys.Now.AddMinutes(1));

        Assert.Equal("old", await SignerAsync(Keys.Trust(_key.Trusted("old"))));
        Assert.Equal("new", await SignerAsync(Keys.Trust(next.Trusted("new"))));
        Assert.Equal("new", await SignerAsync(Keys.Trust(next.Trusted("new"), _key.Trusted("old"))));

        async Task<string?> SignerAsync(TrustPolicy policy)
        {
            var report = await CheckAsync(registry, package, policy, Keys.Now.AddMinutes(1));
            Assert.Empty(report.Findings);
            return report.TrustedSignature!.KeyName;
        }
    }

    [Theory]
    [InlineData(RevocationReason.Superseded, -1, "VER205: the key 'ci' was revoked at 2026-03-01T11:59:59Z (superseded), and its signature is of 2026-03-01T12:00:00Z. Push the package again with a key that the trust policy trusts now.")]
    [InlineData(RevocationReason.Superseded, 0, "VER205: the key 'ci' was revoked at 2026-03-01T12:00:00Z (superseded), and its signature is of 2026-03-01T12:00:00Z. Push the package again with a key that the trust policy trusts now.")]
    [InlineData(RevocationReason.Superseded, 1, null)]
    [InlineData(RevocationReason.CessationOfOperation, 1, null)]
    [InlineData(RevocationReason.AffiliationChanged, 1, null)]
    [InlineData(RevocationReason.KeyCompromise, 1, "VER205: the key 'ci' was revoked at 2026-03-01T12:00:01Z (keyCompromise), and its signature is of 2026-03-01T12:00:00Z. Push the package again with a key that the trust policy trusts now.")]
    [InlineData(RevocationReason.Unspecified, 1, "VER205: the key 'ci' was revoked at 2026-03-01T12:00:01Z (unspecified), and its signature is of 2026-03-01T12:00:00Z. Push the package again with a key that the trust policy trusts now.")]
    public async Task What_was_signed_before_a_revocation_stays_trusted_unless_the_key_may_be_in_other_hands(RevocationReason reason, int secondsAfter, string? refusal)
    {
        var (registry, package) = await Signed.PushAsync(_temp, _key);
        var key = _key.Trusted() with { Revoked = new(Keys.Now.AddSeconds(secondsAfter), reason) };

        Assert.Equal(refusal is null ? [] : [refusal], Messages(await CheckAsync(registry, package, Keys.Trust(key), Keys.Now.AddDays(30))));
    }

    [Theory]
    [InlineData(-10, 10, null)]
    [InlineData(-10, 0, null)]
    [InlineData(-10, -1, "VER206: the signature by 'ci' is of 2026-03-01T12:00:00Z, and the key has expired at 2026-03-01T11:59:59Z. Push the package again with a key that the trust policy trusts now.")]
    [InlineData(1, 10, "VER206: the signature by 'ci' is of 2026-03-01T12:00:00Z, and the key is trusted from 2026-03-01T12:00:01Z on. Push the package again with a key that the trust policy trusts now.")]
    public async Task A_signature_counts_when_it_was_made_in_the_time_of_its_key_also_after_the_key_expired(int from, int to, string? refusal)
    {
        var (registry, package) = await Signed.PushAsync(_temp, _key);
        var key = _key.Trusted() with { NotBefore = Keys.Now.AddSeconds(from), NotAfter = Keys.Now.AddSeconds(to) };

        Assert.Equal(refusal is null ? [] : [refusal], Messages(await CheckAsync(registry, package, Keys.Trust(key), Keys.Now.AddDays(30))));
    }

    [Fact]
    public async Task A_signature_from_the_future_is_refused_beyond_what_clocks_differ_by()
    {
        var (registry, package) = await Signed.PushAsync(_temp, _key);
        var policy = Keys.Trust(_key.Trusted());

        Assert.Empty(Codes(await CheckAsync(registry, package, policy, Keys.Now.AddMinutes(-5))));
        Assert.Equal(
            ["VER207: the signature by 'ci' states 2026-03-01T12:00:00Z, and here it is 2026-03-01T11:54:00Z. Set the clocks of both machines right, and push again."],
            Messages(await CheckAsync(registry, package, policy, Keys.Now.AddMinutes(-6))));
    }

    [Fact]
    public async Task A_key_signs_only_the_pipelines_it_is_for()
    {
        var (registry, package) = await Signed.PushAsync(_temp, _key);

        Assert.Empty(Codes(await CheckAsync(registry, package, Keys.Trust(_key.Trusted() with { Pipelines = ["customer-churn", Sample.Name] }))));
        Assert.Equal(
            ["VER208: the key 'ci' may sign packages of customer-churn, and not of credit-scoring. Sign with a key of this pipeline, or add the pipeline to the key in the trust policy."],
            Messages(await CheckAsync(registry, package, Keys.Trust(_key.Trusted() with { Pipelines = ["customer-churn"] }))));
    }

    [Fact]
    public async Task Without_what_Push_attaches_each_missing_part_is_told()
    {
        var (registry, pushed) = await Sample.RegistryAsync(_temp);

        Assert.Equal(
            [
                "VER301: the bill of materials is missing. Push the package again: it gets a new one.",
                "VER302: the provenance is missing. Push the package again: it gets a new one.",
                "VER303: the verdict of the gates is missing. Push the package again: it gets a new one.",
            ],
            Messages(await CheckAsync(registry, pushed.Descriptor, policy: null)));
    }

    [Fact]
    public async Task A_statement_attached_after_signing_does_not_count_and_changes_nothing()
    {
        var (registry, package) = await Signed.PushAsync(_temp, _key);
        var forged = Signed.Provenance with { Builder = "https://evil.example" };
        await Signed.StatementAsync(registry, package, SupplyChainTypes.ProvenancePredicate, forged.ToStatement(package.Digest));

        Assert.Equal("https://ci.example/builder", (await CheckAsync(registry, package, Keys.Trust(_key.Trusted()))).Provenance!.Builder);
        Assert.Equal("https://evil.example", (await CheckAsync(registry, package, policy: null)).Provenance!.Builder);
    }

    [Fact]
    public async Task Forged_gates_do_not_replace_missing_ones_under_a_signature()
    {
        var (registry, pushed) = await Sample.RegistryAsync(_temp);
        await PackageSignature.AttachAsync(registry, pushed.Descriptor, [], _key, Keys.Now, Sample.Cancellation);
        await Signed.AttachAsync(registry, pushed.Descriptor, key: null);

        Assert.Equal(
            [VerificationCodes.NoBillOfMaterials, VerificationCodes.NoProvenance, VerificationCodes.NoVerdict],
            Codes(await CheckAsync(registry, pushed.Descriptor, Keys.Trust(_key.Trusted()))));
    }

    [Fact]
    public async Task A_failed_gate_is_told_by_its_name()
    {
        var (registry, package) = await Signed.PushAsync(_temp, _key, gates: Signed.Gates with { Failed = ["latency p99 <= 5 ms: 9 ms"] });

        Assert.Equal(
            ["VER304: a gate failed: latency p99 <= 5 ms: 9 ms. Deploy a package that passed its gates."],
            Messages(await CheckAsync(registry, package, Keys.Trust(_key.Trusted()))));
    }

    [Fact]
    public async Task Statements_about_another_package_or_of_no_known_shape_are_told()
    {
        var (registry, pushed) = await Sample.RegistryAsync(_temp);
        var second = await Sample.PushAsync(_temp, registry, "another model");
        await registry.AttachAsync(pushed.Descriptor, SupplyChainTypes.BillOfMaterials, "{}"u8.ToArray(), cancellationToken: Sample.Cancellation);
        await Signed.StatementAsync(registry, pushed.Descriptor, SupplyChainTypes.ProvenancePredicate, Signed.Provenance.ToStatement(second.Descriptor.Digest));
        await Signed.StatementAsync(registry, pushed.Descriptor, SupplyChainTypes.TestResultPredicate, "[]"u8.ToArray());

        var messages = Messages(await CheckAsync(registry, pushed.Descriptor, policy: null));
        Assert.Equal("VER301: the bill of materials cannot be read: $ has no 'bomFormat'. Push the package again: it gets a new one.", messages[0]);
        Assert.Equal("VER302: the provenance cannot be read: $ is about another package. Push the package again: it gets a new one.", messages[1]);
        Assert.StartsWith("VER303: the verdict of the gates cannot be read: ", messages[2], StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_damaged_attachment_is_told_and_the_others_are_read()
    {
        var (registry, package) = await Signed.PushAsync(_temp, _key);
        var bill = (await Signed.PayloadAsync(registry, package, SupplyChainTypes.BillOfMaterials)).Digest;
        await File.AppendAllTextAsync(Sample.Blob(registry.Root, bill), " ", Sample.Cancellation);

        var report = await CheckAsync(registry, package, Keys.Trust(_key.Trusted()));
        Assert.Equal([$"VER301: the bill of materials is damaged: {bill} is not in the registry as it was attached. Push the package again: it gets a new one."], Messages(report));
        Assert.NotNull(report.Provenance);
    }

    [Fact]
    public async Task The_policy_of_one_key_asks_whether_that_key_signed()
    {
        using var other = Keys.New();
        var (registry, package) = await Signed.PushAsync(_temp, _key);

        Assert.True((await CheckAsync(registry, package, TrustPolicy.Of(_key.PublicKey))).Passed);
        Assert.False((await CheckAsync(registry, package, TrustPolicy.Of(other.PublicKey))).Passed);
    }

    private static Task<VerificationReport> CheckAsync(OciLayout registry, Descriptor package, TrustPolicy? policy, DateTimeOffset? now = null) =>
        PackageVerification.CheckAsync(registry, package, Sample.Name, policy, now ?? Keys.Now, Sample.Cancellation);

    private static string[] Messages(VerificationReport report) => [.. report.Findings.Select(finding => finding.ToString())];

    private static string[] Codes(VerificationReport report) => [.. report.Findings.Select(finding => finding.Code)];

    /// <summary>A copy of the package in another registry, its only signature changed.</summary>
    private async Task<OciLayout> ForgeAsync(OciLayout registry, Descriptor package, Action<JsonNode> change)
    {
        var bundle = JsonNode.Parse((await Signed.PayloadAsync(registry, package, SupplyChainTypes.Signature)).Bytes)!;
        change(bundle["dsseEnvelope"]!);
        var (source, manifest) = await Sample.PackageAsync(_temp, at: "again");
        var forged = OciLayout.Open(_temp.File("forged"));
        await forged.PushAsync(source, manifest.Digest.ToString(), Sample.Name, Sample.Cancellation);
        await forged.AttachAsync(manifest, SupplyChainTypes.Signature, Encoding.UTF8.GetBytes(bundle.ToJsonString()), cancellationToken: Sample.Cancellation);
        return forged;
    }
}

using System.Text;
using System.Text.Json;
using MLOpsBuild.Testing;

namespace MLOpsBuild.EndToEnd.Tests;

/// <summary>A pipeline whose packages must be signed, from the key to the verdict, with tools of others as the judges.</summary>
public sealed class SupplyChainTests(BuiltCheckout built)
{
    private const string Definition = "pipelines/credit-scoring/CreditScoring.cs";

    [Fact]
    public async Task Packages_are_signed_verified_refused_and_signed_anew_as_keys_come_and_go()
    {
        var openssl = Services.Require("openssl");
        using var checkout = built.Copy();
        checkout.Edit(Definition, ".Deploy(to =>", ".Push(to => to.RequireSignature()).Deploy(to =>");
        await MakeKeyAsync(openssl, checkout, "ci-1");
        await MakeKeyAsync(openssl, checkout, "ci-2");
        WriteTrust(checkout, ("ci-1", ""));

        var without = (await checkout.BuildAsync("Push")).Ended(2);
        Assert.Contains("Packages of credit-scoring must be signed (CreditScoring.cs:", without.Error, StringComparison.Ordinal);
        Assert.Contains("VER201: it is not signed", (await checkout.BuildAsync("Verify")).Ended(1).Error, StringComparison.Ordinal);

        var first = checkout.Script().With("MLOPSBUILD_SIGNING_KEY", checkout.PathOf("ci-1.pem"));
        Assert.Contains("Push: succeeded", SummaryTable.Of((await first.RunAsync("Push")).Ended(0)).Statuses);
        Assert.Contains("Push: up to date", SummaryTable.Of((await first.RunAsync("Push")).Ended(0)).Statuses);
        Assert.Contains("Push: up to date", SummaryTable.Of((await checkout.BuildAsync("Push")).Ended(0)).Statuses);
        Assert.Equal("ci-1", SummaryTable.Of((await checkout.BuildAsync("Verify")).Ended(0)).Fact("Verify", "signed by"));

        var second = checkout.Script().With("MLOPSBUILD_SIGNING_COMMAND", $"{openssl} dgst -sha256 -sign \"{checkout.PathOf("ci-2.pem")}\"").With("MLOPSBUILD_SIGNING_PUBLIC_KEY", "ci-2.pub");
        Assert.Matches("the trust policy has no key [0-9a-f]{64}", (await second.RunAsync("Push")).Ended(2).Error);
        WriteTrust(checkout, ("ci-1", """, "revoked": { "at": "2020-01-01T00:00:00Z", "reason": "keyCompromise" }"""), ("ci-2", ""));
        Assert.Contains("VER205: the key 'ci-1' was revoked", (await checkout.BuildAsync("Verify")).Ended(1).Error, StringComparison.Ordinal);
        (await second.RunAsync("Push")).Ended(0);
        Assert.Equal("ci-2", SummaryTable.Of((await checkout.BuildAsync("Verify")).Ended(0)).Fact("Verify", "signed by"));
        await AssertOpensslVerifiesAsync(openssl, checkout, "ci-2.pub");
    }

    [Fact]
    public async Task An_encrypted_key_signs_and_neither_it_nor_a_wrong_passphrase_is_written_anywhere()
    {
        var openssl = Services.Require("openssl");
        using var checkout = built.Copy();
        await MakeKeyAsync(openssl, checkout, "ci", "-aes256", "-pass", "pass:right-horse");
        var key = checkout.Script().With("MLOPSBUILD_SIGNING_KEY", await File.ReadAllTextAsync(checkout.PathOf("ci.pem"), TestContext.Current.CancellationToken));

        var wrong = (await key.With("MLOPSBUILD_SIGNING_PASSPHRASE", "wrong-horse").RunAsync("Push")).Ended(2);
        Assert.Contains("REG701: MLOPSBUILD_SIGNING_KEY cannot be used: the passphrase does not open it.", wrong.Error, StringComparison.Ordinal);
        Assert.DoesNotContain("wrong-horse", wrong.Text, StringComparison.Ordinal);
        (await key.With("MLOPSBUILD_SIGNING_PASSPHRASE", "right-horse").RunAsync("Push")).Ended(0);

        var said = await DocumentedCommandsAsync(checkout);
        Assert.Contains("library LightGBM 4.7.0\n", said, StringComparison.Ordinal);
        Assert.Contains("\"result\": \"PASSED\"", said, StringComparison.Ordinal);
        Assert.Contains("Verified OK\n", said, StringComparison.Ordinal);
        Assert.Contains("model.zip: OK\n", said, StringComparison.Ordinal);
        var secret = (await File.ReadAllLinesAsync(checkout.PathOf("ci.pem"), TestContext.Current.CancellationToken))[1];
        Assert.DoesNotContain(
            new[] { "artifacts", ".mlops", ".nuke" }.SelectMany(folder => Directory.EnumerateFiles(checkout.PathOf(folder), "*", SearchOption.AllDirectories)),
            file => File.ReadAllText(file, Encoding.Latin1) is var text && (text.Contains("right-horse", StringComparison.Ordinal) || text.Contains(secret, StringComparison.Ordinal)));
    }

    [Fact]
    public async Task The_bill_of_a_real_package_is_valid_by_the_strict_schema_and_lists_data_packages_and_native_libraries()
    {
        var node = Services.Require("node");
        using var checkout = built.Copy();
        var bill = Payload(checkout, "application/vnd.cyclonedx+json");
        await Shell.RunAsync("cp", bill, checkout.PathOf("bom.json"));

        Assert.Equal("", await Shell.RunAsync(node, Repository.File("tests", "Validators", "validate-bom.mjs"), checkout.PathOf("bom.json")));
        var components = JsonDocument.Parse(await File.ReadAllTextAsync(bill, TestContext.Current.CancellationToken)).RootElement.GetProperty("components").EnumerateArray().ToList();
        var lightGbm = components.Single(component => component.GetProperty("name").GetString() == "LightGBM");
        Assert.Contains(lightGbm.GetProperty("components").EnumerateArray(), file => file.GetProperty("name").GetString()!.Contains("lib_lightgbm", StringComparison.Ordinal));
        var data = components.Single(component => component.GetProperty("type").GetString() == "data");
        Assert.Equal((await Shell.RunAsync("sha256sum", checkout.PathOf("pipelines", "credit-scoring", "data", "credit.csv")))[..64], data.GetProperty("hashes")[0].GetProperty("content").GetString());
    }

    /// <summary>What the commands of the documentation print in a checkout whose key is <c>ci.pub</c>.</summary>
    private static Task<string> DocumentedCommandsAsync(Checkout checkout)
    {
        Services.Require("skopeo");
        Services.Require("jq");
        var page = File.ReadAllText(Repository.File("docs", "supply-chain.md"));
        var commands = page.Split("```bash\n")[1].Split("```")[0];
        return Shell.RunAsync("bash", "-euo", "pipefail", "-c", $"cd '{checkout.Root}'\n{commands}");
    }

    private static async Task MakeKeyAsync(string openssl, Checkout checkout, string name, params string[] more)
    {
        await Shell.RunAsync(openssl, ["genpkey", "-algorithm", "EC", "-pkeyopt", "ec_paramgen_curve:P-256", .. more, "-out", checkout.PathOf(name + ".pem")]);
        string[] passphrase = more.Length == 0 ? [] : ["-passin", more[^1]];
        await Shell.RunAsync(openssl, ["pkey", "-in", checkout.PathOf(name + ".pem"), .. passphrase, "-pubout", "-out", checkout.PathOf(name + ".pub")]);
    }

    private static void WriteTrust(Checkout checkout, params (string Name, string More)[] keys) => File.WriteAllText(
        checkout.PathOf("trust.json"),
        $$"""{ "formatVersion": 1, "keys": [{{string.Join(", ", keys.Select(key => $$"""{ "name": "{{key.Name}}", "publicKey": "{{key.Name}}.pub", "pipelines": ["credit-scoring"]{{key.More}} }"""))}}] }""");

    private static async Task AssertOpensslVerifiesAsync(string openssl, Checkout checkout, string publicKey)
    {
        var bundle = JsonDocument.Parse(await File.ReadAllTextAsync(Payload(checkout, "application/vnd.dev.sigstore.bundle.v0.3+json"), TestContext.Current.CancellationToken)).RootElement;
        var envelope = bundle.GetProperty("dsseEnvelope");
        var payload = envelope.GetProperty("payload").GetBytesFromBase64();
        await File.WriteAllBytesAsync(checkout.PathOf("signed"), [.. Encoding.UTF8.GetBytes($"DSSEv1 28 application/vnd.in-toto+json {payload.Length} "), .. payload], TestContext.Current.CancellationToken);
        await File.WriteAllBytesAsync(checkout.PathOf("signature"), envelope.GetProperty("signatures")[0].GetProperty("sig").GetBytesFromBase64(), TestContext.Current.CancellationToken);

        Assert.Equal("Verified OK\n", await Shell.RunAsync(openssl, "dgst", "-sha256", "-verify", checkout.PathOf(publicKey), "-signature", checkout.PathOf("signature"), checkout.PathOf("signed")));
        Assert.Contains(checkout.Digest("credit-scoring"), Encoding.UTF8.GetString(payload), StringComparison.Ordinal);
    }

    /// <summary>The file with the newest payload of a type, found by the list of referrers as any tool finds it.</summary>
    private static string Payload(Checkout checkout, string type)
    {
        string Blob(string digest) => checkout.PathOf(".mlops", "registry", "blobs", "sha256", digest["sha256:".Length..]);
        JsonElement Read(string file) => JsonDocument.Parse(File.ReadAllText(file)).RootElement;

        var tag = "sha256-" + checkout.Digest("credit-scoring")["sha256:".Length..];
        var list = Read(checkout.PathOf(".mlops", "registry", "index.json")).GetProperty("manifests").EnumerateArray()
            .Single(entry => entry.TryGetProperty("annotations", out var annotations) && annotations.GetProperty("org.opencontainers.image.ref.name").GetString() == tag);
        var referrer = Read(Blob(list.GetProperty("digest").GetString()!)).GetProperty("manifests").EnumerateArray().Last(entry => entry.GetProperty("artifactType").GetString() == type);
        return Blob(Read(Blob(referrer.GetProperty("digest").GetString()!)).GetProperty("layers")[0].GetProperty("digest").GetString()!);
    }
}
